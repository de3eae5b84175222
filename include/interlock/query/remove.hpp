// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/condition.hpp>
#include <interlock/query/executor.hpp>
#include <interlock/query/returning.hpp>

#include <cstdint>
#include <utility>

namespace interlock {

template <class M, class Where>
struct remove_shape {
    using model_type = M;
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
        auto joined = detail::both<detail::rows_of<Executor, M>>(std::move(where_), std::move(condition));
        return remove_query<Executor, M, decltype(joined)>(executor_, std::move(joined));
    }
    template <class Condition>
    constexpr auto where(Condition condition) const& {
        return remove_query(*this).where(std::move(condition));
    }

    /// Removes the rows and gives their number.
    std::int64_t run() const { return executor_.template run_write<shape>(*this); }
    /// The removed rows instead of their number: `returning(il::col<&M::id>).all()`; without arguments whole models.
    template <class... Expressions>
    constexpr auto returning(Expressions&&... expressions) const {
        return detail::make_returning<M>(executor_, *this, std::forward<Expressions>(expressions)...);
    }
    static constexpr bool is_sound() { return true; }

    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        where_.values(visit);
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
