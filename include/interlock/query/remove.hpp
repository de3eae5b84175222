// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/condition.hpp>
#include <interlock/query/executor.hpp>
#include <interlock/query/returning.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace interlock {

template <class M, class Where>
struct remove_shape {
    using model_type = M;
    static constexpr unsigned variants = 1u << detail::optional_count<Where>;
};

/// `db.remove<M>().where(...).run()`. Without where() every row is removed.
template <class Executor, class M, class Where = no_condition>
class remove_query {
public:
    using model_type = M;
    using shape = remove_shape<M, Where>;

    constexpr explicit remove_query(Executor executor, Where where = {})
        : executor_(executor), where_(std::move(where)) {}

    /// Rows for which the condition is true. Several calls are joined with "and".
    template <class Condition>
    constexpr auto where(Condition condition) && {
        auto joined = detail::both<detail::rows_of<detail::writing<Executor>, M>>(std::move(where_),
                                                                                  std::move(condition));
        return remove_query<Executor, M, decltype(joined)>(executor_, std::move(joined));
    }
    template <class Condition>
    constexpr auto where(Condition condition) const& {
        return remove_query(*this).where(std::move(condition));
    }

    /// A condition that is there only where the flag is true: without any, every row is removed.
    template <class Condition>
    constexpr auto where_if(bool wanted, Condition condition) && {
        auto joined = detail::perhaps<detail::rows_of<detail::writing<Executor>, M>>(
            std::move(where_), wanted, std::move(condition));
        return remove_query<Executor, M, decltype(joined)>(executor_, std::move(joined));
    }
    template <class Condition>
    constexpr auto where_if(bool wanted, Condition condition) const& {
        return remove_query(*this).where_if(wanted, std::move(condition));
    }

    /// Removes the rows and gives their number.
    auto run() const { return executor_.template run_write<shape>(*this); }
    /// The removed rows instead of their number: `returning(il::col<&M::id>).all()`; without arguments whole models.
    template <class... Expressions>
    constexpr auto returning(Expressions&&... expressions) const {
        return detail::make_returning<M>(executor_, *this, std::forward<Expressions>(expressions)...);
    }
    static constexpr bool is_sound() { return true; }

    /// For logs: what run() runs, in the dialect of the database that it runs on; nothing is run. Valid for ever.
    auto sql() const { return executor_.template sql_of<shape>(*this); }
    /// For logs: the values of the placeholders, in order, as readable text: NULL, numbers, 'quoted text', the size
    /// of a blob. Times that the statement takes when it runs are those of now.
    std::vector<std::string> args() const { return executor_.template values_of<shape>(*this); }

    /// The engine's plan for run(), which is not run: of EXPLAIN QUERY PLAN on SQLite, of EXPLAIN on PostgreSQL.
    /// Throws usage_error for JSON on SQLite, which has none.
    std::string explain(plan_format format = plan_format::text) const {
        return executor_.template explain<shape>(*this, format);
    }

    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        where_.values(visit);
    }

    constexpr unsigned variant() const {
        if constexpr (shape::variants == 1) return 0;
        else return where_.variant();
    }

private:
    [[no_unique_address]] Executor executor_;
    Where where_{};
};

/// A removal without a session, to look at its text.
template <class M>
constexpr auto remove() {
    return remove_query<no_executor, M>(no_executor{});
}

}  // namespace interlock
