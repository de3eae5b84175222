// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/time_text.hpp>

#include <sqlite3.h>

#include <cstdint>
#include <string_view>

// Functions that every connection brings to SQLite, for what its own cannot say: they round times to
// milliseconds, it may be built without floor(), and its integer columns all have 64 bits.

namespace interlock::detail {

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
        return sqlite3_result_error(context, "a time outside the years 0 to 9999", -1);
    sqlite3_result_text(context, text, sizeof(text), SQLITE_TRANSIENT);
}

/// The integer itself, where it fits.
template <class Integer>
void sqlite_narrowed(sqlite3_context* context, int, sqlite3_value** arguments) {
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL) return;
    const std::int64_t value = sqlite3_value_int64(arguments[0]);
    if (sqlite3_value_type(arguments[0]) == SQLITE_INTEGER && static_cast<Integer>(value) == value)
        return sqlite3_result_int64(context, value);
    sqlite3_result_error(context, "a computed value does not fit its column", -1);
    sqlite3_result_error_code(context, SQLITE_TOOBIG);
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
    add("interlock_int16", 1, sqlite_narrowed<std::int16_t>);
    add("interlock_int32", 1, sqlite_narrowed<std::int32_t>);
}

}  // namespace interlock::detail
