// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/function.hpp>

#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>

namespace interlock {

template <class From, class To>
struct no_cast_between {
    static_assert(
        never<From>,
        "interlock: no cast between these types: il::cast turns integers, numbers and bool into "
        "std::int64_t or double, and integers into std::string; the engines disagree about the rest, "
        "so read the value and convert it in the program");
};

/// `il::cast<double>(c)`, `il::cast<std::int64_t>(c)` (a number is cut towards zero), `il::cast<std::string>(c)`.
template <class To, class T>
constexpr auto cast(T&& v) {
    using node = detail::argument_t<T>;
    constexpr value_kind from = detail::node_kind<node>();
    constexpr bool whole = is_integer(from) || from == value_kind::boolean;
    if constexpr (__is_same(To, std::int64_t) && (is_number(from) || whole))
        return detail::make_call<function_id::cast_integer, To>(detail::argument(std::forward<T>(v)));
    else if constexpr (__is_same(To, double) && is_number(from))
        return detail::make_call<function_id::cast_real, To>(detail::argument(std::forward<T>(v)));
    else if constexpr (__is_same(To, std::string) && is_integer(from))
        return detail::make_call<function_id::cast_text, To>(detail::argument(std::forward<T>(v)));
    else {
        (void)detail::refuse<no_cast_between<typename node::type, To>>();
        return detail::refused_value{};
    }
}

}  // namespace interlock
