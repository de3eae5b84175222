// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/chrono_codec.hpp>
#include <interlock/query/arithmetic.hpp>
#include <interlock/query/function.hpp>

#include <chrono>
#include <cstdint>
#include <type_traits>
#include <utility>

// Times and dates in queries; all in UTC. They come with <interlock/chrono.hpp>.

namespace interlock {

template <class Duration>
    requires(detail::is_too_fine<Duration>)
struct value_cannot_be_bound<std::chrono::time_point<std::chrono::system_clock, Duration>> {
    static_assert(
        never<Duration>,
        "interlock: a time finer than a microsecond: databases count microseconds; write "
        "std::chrono::floor<std::chrono::microseconds>(t), or il::now for the time of the statement");
};

enum class time_unit : unsigned char { year, month, week, day, hour, minute, second };

template <class Operand>
struct function_of_what_is_no_time {
    static_assert(
        never<Operand>,
        "interlock: a function of time is given a value that is no date or point in time; declare the "
        "member as one of std::chrono");
};

template <class Operand>
struct part_that_a_date_has_not {
    static_assert(
        never<Operand>,
        "interlock: hours, minutes and seconds of a date: it has none; take them of a point in time");
};

namespace detail {

template <>
struct owner_type<stored_timestamp> {
    using type = std::chrono::time_point<std::chrono::system_clock, std::chrono::microseconds>;
};

template <class Rep, class Period>
struct time_span<std::chrono::duration<Rep, Period>> {
    static constexpr bool is = true;
    static constexpr std::int64_t microseconds(std::chrono::duration<Rep, Period> d) {
        static_assert(!std::ratio_less_v<Period, std::micro>,
                      "interlock: databases count microseconds; this duration is finer");
        return std::chrono::duration_cast<std::chrono::microseconds>(d).count();
    }
};

template <class Node, bool WithHours>
constexpr bool require_time() {
    constexpr value_kind kind = node_kind<Node>();
    if constexpr (kind == value_kind::timestamp) return true;
    else if constexpr (kind != value_kind::date)
        return refuse<function_of_what_is_no_time<typename Node::type>>();
    else if constexpr (WithHours) return refuse<part_that_a_date_has_not<typename Node::type>>();
    else return true;
}

template <function_id Function, bool WithHours = false, class T>
constexpr auto part_of(T&& v) {
    if constexpr (!require_time<argument_t<T>, WithHours>()) return refused_value{};
    else return make_call<Function, std::int64_t>(argument(std::forward<T>(v)));
}

template <time_unit Unit>
constexpr function_id truncation() {
    constexpr function_id functions[]{function_id::truncate_year,  function_id::truncate_month,
                                      function_id::truncate_week,  function_id::truncate_day,
                                      function_id::truncate_hour,  function_id::truncate_minute,
                                      function_id::truncate_second};
    return functions[static_cast<unsigned char>(Unit)];
}

}  // namespace detail

template <class T>
constexpr auto year(T&& v) {
    return detail::part_of<function_id::year>(std::forward<T>(v));
}
/// 1 to 4.
template <class T>
constexpr auto quarter(T&& v) {
    return detail::part_of<function_id::quarter>(std::forward<T>(v));
}
/// 1 to 12.
template <class T>
constexpr auto month(T&& v) {
    return detail::part_of<function_id::month>(std::forward<T>(v));
}
/// Of the month, from 1 on.
template <class T>
constexpr auto day(T&& v) {
    return detail::part_of<function_id::day>(std::forward<T>(v));
}
template <class T>
constexpr auto hour(T&& v) {
    return detail::part_of<function_id::hour, true>(std::forward<T>(v));
}
template <class T>
constexpr auto minute(T&& v) {
    return detail::part_of<function_id::minute, true>(std::forward<T>(v));
}
/// Whole seconds, 0 to 59.
template <class T>
constexpr auto second(T&& v) {
    return detail::part_of<function_id::second, true>(std::forward<T>(v));
}
/// 0 for Sunday to 6 for Saturday, as std::chrono::weekday counts.
template <class T>
constexpr auto day_of_week(T&& v) {
    return detail::part_of<function_id::day_of_week>(std::forward<T>(v));
}
/// From 1 on.
template <class T>
constexpr auto day_of_year(T&& v) {
    return detail::part_of<function_id::day_of_year>(std::forward<T>(v));
}

/// The day of a point in time.
template <class T>
constexpr auto date_of(T&& v) {
    using node = detail::argument_t<T>;
    if constexpr (!detail::require_time<node, true>()) return detail::refused_value{};
    else
        return detail::make_call<function_id::date_of, std::chrono::sys_days>(
            detail::argument(std::forward<T>(v)));
}

/// The beginning of the year, month, week (Monday), ... that it is in: `il::truncate<il::time_unit::month>(c)`.
template <time_unit Unit, class T>
constexpr auto truncate(T&& v) {
    using node = detail::argument_t<T>;
    if constexpr (!detail::require_time<node, (Unit >= time_unit::day)>()) return detail::refused_value{};
    else
        return detail::make_call<detail::truncation<Unit>(), detail::without_null<detail::read_type<node>>>(
            detail::argument(std::forward<T>(v)));
}

/// a - b.
template <class A, class B>
constexpr auto microseconds_between(A&& a, B&& b) {
    using left = detail::argument_t<A>;
    using right = detail::argument_t<B>;
    if constexpr (!detail::require_time<left, true>() || !detail::require_time<right, true>())
        return detail::refused_value{};
    else
        return detail::make_call<function_id::microseconds_between, std::int64_t>(
            detail::argument(std::forward<A>(a)), detail::argument(std::forward<B>(b)));
}

/// `il::now - std::chrono::hours(24)`; of a column: `il::col<&M::at> + std::chrono::minutes(5)`.
template <class Rep, class Period>
constexpr auto operator+(now_t, std::chrono::duration<Rep, Period> d) {
    return detail::shifted(detail::argument(now), detail::time_span<decltype(d)>::microseconds(d));
}
template <class Rep, class Period>
constexpr auto operator-(now_t, std::chrono::duration<Rep, Period> d) {
    return detail::shifted(detail::argument(now), -detail::time_span<decltype(d)>::microseconds(d));
}

}  // namespace interlock
