// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/codec.hpp>
#include <interlock/model/refusal.hpp>

#include <chrono>
#include <cstdint>
#include <limits>
#include <ratio>

namespace interlock {

/// A day of the calendar.
template <>
struct codec<std::chrono::sys_days> {
    using stored = stored_date;
    static constexpr value_kind kind = value_kind::date;
    static constexpr stored_date encode(std::chrono::sys_days day) {
        return {static_cast<std::int32_t>(day.time_since_epoch().count())};
    }
    static constexpr std::chrono::sys_days decode(stored_date stored) {
        return std::chrono::sys_days(std::chrono::days(stored.days));
    }
};

template <>
struct codec<std::chrono::year_month_day> {
    using stored = stored_date;
    static constexpr value_kind kind = value_kind::date;
    static constexpr stored_date encode(std::chrono::year_month_day day) {
        if (!day.ok()) throw value_out_of_range("a date that is not in the calendar cannot be stored");
        return codec<std::chrono::sys_days>::encode(std::chrono::sys_days(day));
    }
    static constexpr std::chrono::year_month_day decode(stored_date stored) {
        return codec<std::chrono::sys_days>::decode(stored);
    }
};

namespace detail {

/// A span that databases, which count microseconds, cannot hold.
template <class Duration>
inline constexpr bool is_too_fine = std::ratio_less_v<typename Duration::period, std::micro>;

}  // namespace detail

template <class Model, auto Member, class T>
struct member_cannot_be_stored;
template <class Model, auto Member, class Duration>
    requires(detail::is_too_fine<Duration>)
struct member_cannot_be_stored<Model, Member, std::chrono::time_point<std::chrono::system_clock, Duration>> {
    static_assert(
        never<Model>,
        "interlock: a member that is a time finer than a microsecond: databases count microseconds, so "
        "that it could not be stored exactly; make it a "
        "std::chrono::sys_time<std::chrono::microseconds>");
};

/// A point in time, of microseconds or coarser. What a coarser type cannot hold is refused when it is read.
template <class Duration>
    requires(!__is_same(Duration, std::chrono::days) && !detail::is_too_fine<Duration>)
struct codec<std::chrono::time_point<std::chrono::system_clock, Duration>> {
    using time_point = std::chrono::time_point<std::chrono::system_clock, Duration>;
    using stored = stored_timestamp;
    static constexpr value_kind kind = value_kind::timestamp;

    static constexpr stored_timestamp encode(time_point t) {
        using std::chrono::microseconds;
        const auto since = t.time_since_epoch();
        // Duration is a multiple of a microsecond
        constexpr std::int64_t each = microseconds(Duration(1)).count();
        constexpr std::int64_t limit = std::numeric_limits<std::int64_t>::max() / each;
        if (since.count() > limit || since.count() < -limit)
            throw value_out_of_range("a time beyond 292,000 years from 1970 cannot be stored");
        return {static_cast<std::int64_t>(since.count()) * each};
    }
    static constexpr time_point decode(stored_timestamp stored) {
        using std::chrono::microseconds;
        const auto t = std::chrono::floor<Duration>(microseconds(stored.microseconds));
        if (t != microseconds(stored.microseconds))
            throw value_out_of_range("the stored time is finer than the time point of the model");
        return time_point(t);
    }
};

}  // namespace interlock
