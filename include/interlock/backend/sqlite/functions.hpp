// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/time_text.hpp>

#include <sqlite3.h>

#include <cstdint>
#include <string_view>

// Functions that a connection brings to SQLite when a statement calls one, for what its own cannot say: they round times to
// milliseconds, it may be built without floor(), and its integer columns all have 64 bits.

namespace interlock::detail {

inline void sqlite_refuse(sqlite3_context* context, const char* message) {
    sqlite3_result_error(context, message, -1);
    sqlite3_result_error_code(context, SQLITE_TOOBIG);
}

inline bool sqlite_time(sqlite3_context* context, sqlite3_value* argument, stored_timestamp& out) {
    if (sqlite3_value_type(argument) == SQLITE_NULL) return false;  // the result is NULL already
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(argument));
    const auto size = static_cast<std::size_t>(sqlite3_value_bytes(argument));
    if (text != nullptr && read_timestamp({text, size}, out)) return true;
    sqlite3_result_error(context, "a text that is no time is used as one", -1);
    return false;
}

/// Microseconds since 1970.
inline void sqlite_microseconds(sqlite3_context* context, int, sqlite3_value** arguments) {
    stored_timestamp time;
    if (sqlite_time(context, arguments[0], time)) sqlite3_result_int64(context, time.microseconds);
}

/// A time some microseconds later.
inline void sqlite_later(sqlite3_context* context, int, sqlite3_value** arguments) {
    stored_timestamp time;
    if (sqlite3_value_type(arguments[1]) == SQLITE_NULL || !sqlite_time(context, arguments[0], time)) return;
    char text[26];
    std::int64_t sum = 0;
    if (__builtin_add_overflow(time.microseconds, sqlite3_value_int64(arguments[1]), &sum) ||
        !write_timestamp({sum}, text))
        return sqlite_refuse(context, "a time outside the years 0 to 9999");
    sqlite3_result_text(context, text, sizeof(text), SQLITE_TRANSIENT);
}

/// The integer itself, where it is none below or above the bounds. One that overflowed has become a real number.
inline void sqlite_within(sqlite3_context* context, int, sqlite3_value** arguments) {
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL) return;
    const std::int64_t value = sqlite3_value_int64(arguments[0]);
    if (sqlite3_value_type(arguments[0]) == SQLITE_INTEGER && value >= sqlite3_value_int64(arguments[1]) &&
        value <= sqlite3_value_int64(arguments[2]))
        return sqlite3_result_int64(context, value);
    sqlite_refuse(context, "a computed value does not fit its column");
}

/// The float nearest to a number, where there is one.
inline void sqlite_float(sqlite3_context* context, int, sqlite3_value** arguments) {
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL) return;
    const double value = sqlite3_value_double(arguments[0]);
    constexpr double most =
        3.4028235677973366e+38;  // the nearest float is the greatest below this, infinity from it on
    const bool infinite = value - value != 0;
    if (!infinite && (value >= most || value <= -most || (value != 0 && static_cast<float>(value) == 0)))
        return sqlite_refuse(context, "a computed number does not fit its column");
    sqlite3_result_double(context, static_cast<double>(static_cast<float>(value)));
}

/// The text, where it has not more characters than the column takes; spaces too many are cut off, as PostgreSQL's
/// varchar does.
inline void sqlite_text(sqlite3_context* context, int, sqlite3_value** arguments) {
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL) return;
    const unsigned char* const text = sqlite3_value_text(arguments[0]);
    if (text == nullptr) return sqlite3_result_error_nomem(context);
    const int size = sqlite3_value_bytes(arguments[0]);
    std::int64_t left = sqlite3_value_int64(arguments[1]);
    int end = 0;
    while (end < size && ((text[end] & 0xc0) == 0x80 || left-- > 0)) ++end;
    for (int i = end; i < size; ++i)
        if (text[i] != ' ') return sqlite_refuse(context, "a computed text is too long for its column");
    if (end == size) return sqlite3_result_value(context, arguments[0]);
    sqlite3_result_text(context, reinterpret_cast<const char*>(text), end, SQLITE_TRANSIENT);
}

/// A number cut towards zero, as an integer.
inline void sqlite_whole(sqlite3_context* context, int, sqlite3_value** arguments) {
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL) return;
    if (sqlite3_value_type(arguments[0]) == SQLITE_INTEGER)
        return sqlite3_result_value(context, arguments[0]);
    const double value = sqlite3_value_double(arguments[0]);
    constexpr double limit = 9223372036854775808.0;
    if (value < limit && value >= -limit)
        return sqlite3_result_int64(context, static_cast<std::int64_t>(value));
    sqlite_refuse(context, "a number does not fit an integer of 64 bits");
}

inline void sqlite_floor(sqlite3_context* context, int, sqlite3_value** arguments) {
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL) return;
    sqlite3_result_double(context, __builtin_floor(sqlite3_value_double(arguments[0])));
}

/// Gives a connection the functions.
inline void add_sqlite_functions(sqlite3* db) {
    constexpr int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC;
    const auto add = [db](const char* name, int count,
                          void (*function)(sqlite3_context*, int, sqlite3_value**)) {
        sqlite3_create_function_v2(db, name, count, flags, nullptr, function, nullptr, nullptr, nullptr);
    };
    add("interlock_microseconds", 1, sqlite_microseconds);
    add("interlock_later", 2, sqlite_later);
    add("interlock_floor", 1, sqlite_floor);
    add("interlock_whole", 1, sqlite_whole);
    add("interlock_within", 3, sqlite_within);
    add("interlock_float", 1, sqlite_float);
    add("interlock_text", 2, sqlite_text);
}

}  // namespace interlock::detail
