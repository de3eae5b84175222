// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/query_values.hpp>
#include <interlock/query/select_parts.hpp>

#include <optional>
#include <utility>
#include <vector>

namespace interlock {

/// A write whose result are the rows that it wrote.
template <class Write, class Columns>
struct returning_shape {
    using model_type = typename Write::model_type;
    using result = typename Columns::template result<from_table<model_type>>;
    static constexpr unsigned variants = detail::variants_of<Write>;
};

/// `db.update<M>().set(...).where(...).returning(...)`, and the same of a removal and an insert: each row that is
/// written, as it is afterwards, or was before a removal. Needs PostgreSQL, or SQLite 3.35.
template <class Executor, class Write, class Columns>
class returning_query {
public:
    using model_type = typename Write::model_type;
    using shape = returning_shape<typename Write::shape, Columns>;
    /// What a row is read into: the model, or what returning() and as() say.
    using row_type = typename shape::result::type;

    constexpr returning_query(Executor executor, Write write, Columns columns)
        : executor_(executor), write_(std::move(write)), columns_(std::move(columns)) {}

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

    /// Writes, and gives all rows, in no order.
    std::vector<row_type> all() const { return executor_.template write_all<shape>(sound()); }
    /// Writes all rows, and gives one of them, if there is one.
    std::optional<row_type> first() const { return executor_.template write_first<shape>(sound()); }
    /// Writes the only row and gives it. Throws not_found where there is none and multiple_rows where there are
    /// more; then nothing is written.
    row_type one() const {
        if constexpr (requires { Write::writes_one_row; })
            return executor_.template write_row<shape>(sound());
        else return executor_.template write_one<shape>(sound());
    }

    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        write_.values(visit);
        columns_.values(visit);
    }

    constexpr unsigned variant() const {
        if constexpr (shape::variants == 1) return 0;
        else return write_.variant();
    }

private:
    constexpr const returning_query& sound() const {
        (void)Write::is_sound();
        return *this;
    }
    template <class Result>
    constexpr auto into() const {
        using columns = projection_into<Columns, Result>;
        return returning_query<Executor, Write, columns>(executor_, write_, columns{columns_});
    }

    [[no_unique_address]] Executor executor_;
    Write write_;
    Columns columns_;
};

namespace detail {

/// Where rows are given back: as where they are chosen, and expressions may have names.
template <class Rows>
struct returned_from : Rows {
    template <class Node>
    static constexpr bool selects() {
        return Node::template known<returned_from>();
    }
};

/// What a write on the table of M gives back: the expressions, or whole rows where there are none.
template <class M, class Executor, class... Expressions>
constexpr auto returned_columns(Expressions&&... expressions) {
    if constexpr (sizeof...(Expressions) == 0) return all_columns{};
    else {
        (void)(argument_t<Expressions>::template known<returned_from<rows_of<Executor, M>>>() && ...);
        return projection<argument_t<Expressions>...>{
            {{argument(std::forward<Expressions>(expressions))}...}};
    }
}
template <class M, class Executor, class Write, class... Expressions>
constexpr auto make_returning(Executor executor, Write write, Expressions&&... expressions) {
    auto columns = returned_columns<M, Executor>(std::forward<Expressions>(expressions)...);
    return returning_query<Executor, Write, decltype(columns)>(executor, std::move(write),
                                                               std::move(columns));
}

}  // namespace detail

}  // namespace interlock
