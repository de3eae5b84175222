// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/column_info.hpp>
#include <interlock/model/member_list.hpp>
#include <interlock/model/refusal.hpp>

#include <cstddef>

namespace interlock {

template <auto... Members>
struct constraint_of_too_few_or_many_columns {
    static_assert(never<constraint_of_too_few_or_many_columns>,
                  "interlock: an index or unique_together has 1 to 16 columns; a database takes no more, and "
                  "none would say nothing");
};

namespace detail {

template <auto... Members>
constexpr constraint_info constraint_over(constraint_info::type kind) {
    if constexpr (sizeof...(Members) == 0 || sizeof...(Members) > constraint_info::max_columns) {
        (void)refuse<constraint_of_too_few_or_many_columns<Members...>>();
        return {kind, {}, 0, {}, nullptr};
    } else return {kind, member_names<Members...>::names, sizeof...(Members), {}, nullptr};
}

}  // namespace detail

/// An index over several columns, in this order.
template <auto... Members>
struct index {
    template <class Model>
    static constexpr bool fits = (__is_base_of(detail::owner_of<Members>, Model) && ...);

    static constexpr constraint_info describe() {
        return detail::constraint_over<Members...>(constraint_info::type::index);
    }
};

/// No two rows agree in all of these columns.
template <auto... Members>
struct unique_together {
    template <class Model>
    static constexpr bool fits = (__is_base_of(detail::owner_of<Members>, Model) && ...);

    static constexpr constraint_info describe() {
        return detail::constraint_over<Members...>(constraint_info::type::unique);
    }
};

/// What concerns several columns of a table: indexes, unique_together, checks.
template <class... Constraints>
struct constraints {
    static constexpr std::size_t count = sizeof...(Constraints);
    static constexpr constraint_info list[count + 1]{Constraints::describe()..., {}};

    /// True when every member belongs to the model.
    template <class Model>
    static constexpr bool fit() {
        return (Constraints::template fits<Model> && ...);
    }
};

}  // namespace interlock
