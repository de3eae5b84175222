// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/error.hpp>
#include <interlock/query/function.hpp>

#include <cstdint>
#include <string>
#include <utility>

namespace interlock {

namespace detail {

template <function_id Function, class Result, class... Ts>
constexpr auto text_call(Ts&&... vs) {
    if constexpr (!(require_text<argument_t<Ts>>() && ...)) return refused_value{};
    else return make_call<Function, Result>(argument(std::forward<Ts>(vs))...);
}

}  // namespace detail

/// One text after the other; NULL where one of them is.
template <class... Ts>
constexpr auto concat(Ts&&... vs) {
    return detail::text_call<function_id::concat, std::string>(std::forward<Ts>(vs)...);
}
/// In lower case, as far as ASCII letters have one: alike on every engine, whatever its locale.
template <class T>
constexpr auto lower(T&& v) {
    return detail::text_call<function_id::lower, std::string>(std::forward<T>(v));
}
/// In upper case, as far as ASCII letters have one.
template <class T>
constexpr auto upper(T&& v) {
    return detail::text_call<function_id::upper, std::string>(std::forward<T>(v));
}
/// Without the spaces on both sides.
template <class T>
constexpr auto trim(T&& v) {
    return detail::text_call<function_id::trim, std::string>(std::forward<T>(v));
}
template <class T>
constexpr auto trim_left(T&& v) {
    return detail::text_call<function_id::trim_left, std::string>(std::forward<T>(v));
}
template <class T>
constexpr auto trim_right(T&& v) {
    return detail::text_call<function_id::trim_right, std::string>(std::forward<T>(v));
}
/// The number of characters (code points).
template <class T>
constexpr auto length(T&& v) {
    return detail::text_call<function_id::length, std::int64_t>(std::forward<T>(v));
}
/// Every occurrence of a text replaced by another.
template <class T, class Old, class New>
constexpr auto replace(T&& v, Old&& old, New&& by) {
    return detail::text_call<function_id::replace, std::string>(std::forward<T>(v), std::forward<Old>(old),
                                                                std::forward<New>(by));
}
/// At most `count` characters from position `begin` on; the first is 1. Throws value_out_of_range where begin is
/// below 1 or count below 0, of which the engines make different things.
template <class T>
constexpr auto substr(T&& v, std::int32_t begin, std::int32_t count) {
    if (begin < 1 || count < 0)
        throw value_out_of_range("substr() takes a position from 1 on and no negative count");
    if constexpr (!detail::require_text<detail::argument_t<T>>()) return detail::refused_value{};
    else
        return detail::make_call<function_id::substr, std::string>(
            detail::argument(std::forward<T>(v)), detail::make_value(begin), detail::make_value(count));
}
/// All characters from position `begin` on; the first is 1. Throws value_out_of_range where begin is below 1.
template <class T>
constexpr auto substr(T&& v, std::int32_t begin) {
    if (begin < 1) throw value_out_of_range("substr() takes a position from 1 on");
    if constexpr (!detail::require_text<detail::argument_t<T>>()) return detail::refused_value{};
    else
        return detail::make_call<function_id::substr, std::string>(detail::argument(std::forward<T>(v)),
                                                                   detail::make_value(begin));
}

}  // namespace interlock
