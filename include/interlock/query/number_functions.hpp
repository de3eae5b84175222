// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/arithmetic.hpp>
#include <interlock/query/function.hpp>

#include <utility>

namespace interlock {

template <class Operand>
struct rounding_of_what_is_whole {
    static_assert(
        never<Operand>,
        "interlock: an integer is rounded: it is whole already; leave the function out, or cast the "
        "operand to double");
};

namespace detail {

template <function_id Function, class T>
constexpr auto rounded(T&& v) {
    using node = argument_t<T>;
    if constexpr (!require_number<node>()) return refused_value{};
    else if constexpr (is_integer(node_kind<node>())) {
        (void)refuse<rounding_of_what_is_whole<typename node::type>>();
        return refused_value{};
    } else return make_call<Function, double>(argument(std::forward<T>(v)));
}

}  // namespace detail

/// The absolute value.
template <class T>
constexpr auto abs(T&& v) {
    using node = detail::argument_t<T>;
    if constexpr (!detail::require_number<node>()) return detail::refused_value{};
    else
        return detail::make_call<function_id::absolute, decltype(detail::number_of<node>())>(
            detail::argument(std::forward<T>(v)));
}
/// The nearest whole number; halves go away from zero.
template <class T>
constexpr auto round(T&& v) {
    return detail::rounded<function_id::round>(std::forward<T>(v));
}
/// The greatest whole number that is not above it.
template <class T>
constexpr auto floor(T&& v) {
    return detail::rounded<function_id::floor>(std::forward<T>(v));
}
/// The least whole number that is not below it.
template <class T>
constexpr auto ceil(T&& v) {
    return detail::rounded<function_id::ceil>(std::forward<T>(v));
}

}  // namespace interlock
