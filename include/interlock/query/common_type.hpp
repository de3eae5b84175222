// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/function.hpp>

#include <cstdint>

namespace interlock {

template <class... Types>
struct types_have_nothing_in_common {
    static_assert(
        never<types_have_nothing_in_common>,
        "interlock: these values have no common type: a column of a result has one; give values of one "
        "type, or cast them with il::cast");
};

namespace detail {

/// Folded over types, keeps the one that holds the values of all: equal types, the wider of two numbers; void
/// where there is none.
template <class T>
struct shared {
    using type = T;

    template <class U>
    constexpr auto operator+(shared<U>) const {
        if constexpr (__is_same(T, U) || __is_same(T, void)) return shared<T>{};
        else if constexpr (__is_same(U, void)) return shared<void>{};
        else if constexpr (is_integer(codec<T>::kind) && is_integer(codec<U>::kind))
            return shared<std::int64_t>{};
        else if constexpr (is_number(codec<T>::kind) && is_number(codec<U>::kind)) return shared<double>{};
        else if constexpr (codec<T>::kind == codec<U>::kind) return shared<T>{};
        else return shared<void>{};
    }
};

/// The common type of nodes, without NULL. Refuses those that have none.
template <class First, class... More>
constexpr auto common_type() {
    using type = typename decltype((shared<without_null<read_type<First>>>{} + ... +
                                    shared<without_null<read_type<More>>>{}))::type;
    if constexpr (__is_same(type, void)) {
        (void)refuse<types_have_nothing_in_common<typename First::type, typename More::type...>>();
        return shared<without_null<read_type<First>>>{};
    } else return shared<type>{};
}
template <class... Nodes>
using common = typename decltype(common_type<Nodes...>())::type;

}  // namespace detail

}  // namespace interlock
