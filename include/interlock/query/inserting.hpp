// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/by_row.hpp>
#include <interlock/query/conflict.hpp>
#include <interlock/query/executor.hpp>
#include <interlock/query/returning.hpp>
#include <interlock/query/row.hpp>

#include <cstddef>
#include <utility>
#include <vector>

// Inserts whose result are the rows that they added, as they are stored then:
//
//     db.inserting(gem).returning(il::col<&Gem::id>, il::col<&Gem::made>).one()
//     db.inserting_many(gems).returning(il::col<&Gem::id>).as<std::int64_t>().all()
//     db.upserting(gem, il::by<&Gem::name>).returning().first()
//
// A row or range that has a name is referred to, not copied, and nothing is filled into it; a temporary one is taken in.
// Needs PostgreSQL, or SQLite 3.35.

namespace interlock {

/// A row, all columns but a generated one; without the result that insert_shape has of its own.
template <class M>
struct insert_row_shape {
    using model_type = M;
};

namespace detail {

/// What is referred to where it has a name, else kept: T is deduced from a T&&.
template <class T>
struct kept {
    mutable plain_t<T> value;
    constexpr T& get() const { return value; }
};
template <class T>
struct kept<T&> {
    T* value;
    constexpr explicit kept(T& v) : value(&v) {}
    constexpr T& get() const { return *value; }
};

}  // namespace detail

/// One row that is added: what returns it is called on this. Row is a model, or a reference to one.
template <class Executor, class Row>
class [[nodiscard]] insert_query {
public:
    using model_type = detail::plain_t<Row>;
    using shape = insert_row_shape<model_type>;
    static constexpr bool writes_one_row = true;

    constexpr insert_query(Executor executor, detail::kept<Row> row)
        : executor_(executor), row_(std::move(row)) {}

    /// What the row is stored as: the expressions, or the whole row where there are none.
    template <class... Expressions>
    constexpr auto returning(Expressions&&... expressions) const {
        return detail::make_returning<model_type>(executor_, *this,
                                                  std::forward<Expressions>(expressions)...);
    }
    static constexpr bool is_sound() { return true; }

    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        row_values<model_type, false>(row_.get()).values(visit);
    }

private:
    [[no_unique_address]] Executor executor_;
    detail::kept<Row> row_;
};

/// One row that is added, or that changes one. No row is returned where a condition kept it as it was, or where there
/// was nothing to change.
template <class Executor, class Row, class By, class Updating, class Where>
class [[nodiscard]] upsert_query {
public:
    using model_type = detail::plain_t<Row>;
    using shape = upsert_shape<model_type, By, Updating, Where>;
    static constexpr bool writes_one_row = true;

    constexpr upsert_query(Executor executor, detail::kept<Row> row, Where where)
        : executor_(executor), row_(std::move(row)), where_(std::move(where)) {}

    template <class... Expressions>
    constexpr auto returning(Expressions&&... expressions) const {
        return detail::make_returning<model_type>(executor_, *this,
                                                  std::forward<Expressions>(expressions)...);
    }
    static constexpr bool is_sound() { return true; }

    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        row_values<model_type, By::is_key>(row_.get()).values(visit);
        where_.values(visit);
    }

private:
    [[no_unique_address]] Executor executor_;
    detail::kept<Row> row_;
    Where where_;
};

/// What is returned of many rows.
template <class Executor, class M, class Range, class Columns>
class inserted_rows {
public:
    using model_type = M;
    using shape = returning_shape<insert_row_shape<M>, Columns>;
    using row_type = typename shape::result::type;

    constexpr inserted_rows(Executor executor, detail::kept<Range> rows, Columns columns)
        : executor_(executor), rows_(std::move(rows)), columns_(std::move(columns)) {}

    /// Reads the columns into an aggregate, by position, or the only one into a value.
    template <class T>
    constexpr auto as() const {
        return into<decltype(detail::result_into<T>(
            typename detail::result_columns<typename shape::result>::type{}))>();
    }
    /// Reads the columns into an il::row, by name: `as<il::row>()`.
    template <template <class...> class Row>
    constexpr auto as() const {
        return into<decltype(detail::named_result(static_cast<const Columns*>(nullptr)))>();
    }

    /// Adds all rows or none of them, and gives what is returned of each, in their order.
    std::vector<row_type> all() const {
        return executor_.template insert_all<M, shape>(rows_.get(), columns_);
    }

private:
    template <class Result>
    constexpr auto into() const {
        using columns = projection_into<Columns, Result>;
        return inserted_rows<Executor, M, Range, columns>(executor_, rows_, columns{columns_});
    }

    [[no_unique_address]] Executor executor_;
    detail::kept<Range> rows_;
    Columns columns_;
};

/// Rows that are added, one statement for each: only so is their order known.
template <class Executor, class M, class Range>
class [[nodiscard]] insert_many_query {
public:
    constexpr insert_many_query(Executor executor, detail::kept<Range> rows)
        : executor_(executor), rows_(std::move(rows)) {}

    template <class... Expressions>
    constexpr auto returning(Expressions&&... expressions) && {
        auto columns = detail::returned_columns<M, Executor>(std::forward<Expressions>(expressions)...);
        return inserted_rows<Executor, M, Range, decltype(columns)>(executor_, std::move(rows_),
                                                                    std::move(columns));
    }

private:
    [[no_unique_address]] Executor executor_;
    detail::kept<Range> rows_;
};

namespace detail {

template <class Row, class Executor, class By, class Updating, class Condition>
constexpr auto make_upserting(Executor executor, kept<Row> row, By by, Updating updating,
                              Condition condition) {
    using model = plain_t<Row>;
    if constexpr (!require_unique<model>(by) || !require_updatable<model>(updating) ||
                  !require_creatable<model, By>())
        return insert_query<Executor, Row>(executor, std::move(row));
    else {
        auto where = condition_on_conflict<Executor, model>(std::move(condition));
        return upsert_query<Executor, Row, target<model, By>, Updating, decltype(where)>(
            executor, std::move(row), std::move(where));
    }
}

}  // namespace detail

/// Without a session, to look at the text.
template <class M>
constexpr auto inserting(M&& row) {
    return insert_query<no_executor, M>(no_executor{}, detail::kept<M>{std::forward<M>(row)});
}
template <class M, class By = by_key, class Updating = updating_all, class Condition = no_condition>
constexpr auto upserting(M&& row, By by = {}, Updating updating = {}, Condition condition = {}) {
    return detail::make_upserting<M>(no_executor{}, detail::kept<M>{std::forward<M>(row)}, by, updating,
                                     std::move(condition));
}

}  // namespace interlock
