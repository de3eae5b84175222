// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/column_info.hpp>
#include <interlock/model/decimal_text.hpp>
#include <interlock/model/time_text.hpp>
#include <interlock/model/utf8.hpp>
#include <interlock/model/uuid_text.hpp>
#include <interlock/query/dynamic_value.hpp>

#include <charconv>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <system_error>

// How a text that a user wrote becomes a value of a column.

namespace interlock::detail {

constexpr std::int64_t largest_of(value_kind integer) {
    if (integer == value_kind::int16) return std::numeric_limits<std::int16_t>::max();
    if (integer == value_kind::int32) return std::numeric_limits<std::int32_t>::max();
    return std::numeric_limits<std::int64_t>::max();
}

/// What read_filter_value() takes for a column, for messages.
inline std::string expected_value(const column_info& c) {
    if (c.name_count != 0) {
        std::string names = "one of ";
        for (std::size_t i = 0; i < c.name_count; ++i) (names += i == 0 ? "" : ", ") += c.names[i].name;
        return names;
    }
    switch (c.kind) {
        case value_kind::boolean: return "true or false";
        case value_kind::int16:
        case value_kind::int32:
        case value_kind::int64:
            return "a whole number from " + std::to_string(-largest_of(c.kind) - 1) + " to " +
                   std::to_string(largest_of(c.kind));
        case value_kind::real32: return "a finite number of single precision, such as 1.5 or 2e-3";
        case value_kind::real64: return "a finite number, such as 1.5 or 2e-3";
        case value_kind::date: return "a date, such as 2024-12-31";
        case value_kind::timestamp: return "a point in time in UTC, such as 2024-12-31T23:59:59";
        case value_kind::uuid: return "a UUID, such as 01234567-89ab-cdef-0123-456789abcdef";
        case value_kind::decimal:
            return "a decimal number of at most " + std::to_string(c.precision) + " digits, " +
                   std::to_string(c.scale) + " of them after the point";
        default: return "a text in UTF-8 without NUL";
    }
}

template <class Number>
bool read_whole(std::string_view text, Number& out) {
    const auto [stop, failure] = std::from_chars(text.data(), text.data() + text.size(), out);
    return failure == std::errc() && stop == text.data() + text.size() && !text.empty();
}

inline bool read_boolean(std::string_view text, bool& out) {
    std::string folded;
    for (const char c : text.substr(0, 6))
        folded += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    for (const std::string_view yes : {"true", "1", "yes", "on"})
        if (folded == yes) return out = true;
    out = false;
    for (const std::string_view no : {"false", "0", "no", "off"})
        if (folded == no) return true;
    return false;
}

/// By its name; by its number too, where it is stored so.
inline bool read_enumerator(const column_info& c, std::string_view text, dynamic_value& out) {
    std::int64_t number = 0;
    const bool numbered = c.kind != value_kind::text && read_whole(text, number);
    for (std::size_t i = 0; i < c.name_count; ++i) {
        if (c.names[i].name != text && !(numbered && c.names[i].number == number)) continue;
        if (c.kind == value_kind::text) out.held = std::string(c.names[i].name);
        else out.held = c.names[i].number;
        return true;
    }
    return false;
}

/// Also a date alone, and minutes without seconds, as forms send them.
inline bool read_moment(std::string_view text, stored_timestamp& out) {
    if (text.size() == 10) return read_timestamp(std::string(text) + "T00:00:00", out);
    if (text.size() == 16) return read_timestamp(std::string(text) + ":00", out);
    return read_timestamp(text, out);
}

template <class Stored, class Read>
bool read_into(dynamic_value& out, Read read) {
    Stored stored{};
    if (!read(stored)) return false;
    out.held = stored;
    return true;
}

/// Makes a text a value of the column; false where it is none, or does not fit.
inline bool read_filter_value(const column_info& c, std::string_view text, dynamic_value& out) {
    out.kind = widened(c.kind);
    if (c.name_count != 0) return read_enumerator(c, text, out);
    switch (c.kind) {
        case value_kind::boolean: return read_into<bool>(out, [&](bool& b) { return read_boolean(text, b); });
        case value_kind::int16:
        case value_kind::int32:
        case value_kind::int64:
            return read_into<std::int64_t>(out, [&](std::int64_t& n) {
                return read_whole(text, n) && n <= largest_of(c.kind) && n >= -largest_of(c.kind) - 1;
            });
        case value_kind::real32:
        case value_kind::real64:
            return read_into<double>(out, [&](double& x) {
                if (!read_whole(text, x) || x - x != 0) return false;
                if (c.kind == value_kind::real64) return true;
                // 0.1 finds the float next to it
                constexpr double limit = static_cast<double>(std::numeric_limits<float>::max());
                if (x > limit || x < -limit) return false;
                x = static_cast<double>(static_cast<float>(x));
                return true;
            });
        case value_kind::date:
            return read_into<stored_date>(out, [&](stored_date& d) { return read_date(text, d); });
        case value_kind::timestamp:
            return read_into<stored_timestamp>(out,
                                               [&](stored_timestamp& t) { return read_moment(text, t); });
        case value_kind::uuid:
            return read_into<stored_uuid>(out, [&](stored_uuid& u) {
                std::string folded;
                for (const char d : text.substr(0, uuid_length + 1))
                    folded += d >= 'A' && d <= 'F' ? static_cast<char>(d - 'A' + 'a') : d;
                return read_uuid(folded, u);
            });
        case value_kind::decimal:
            return read_into<stored_decimal>(out, [&](stored_decimal& d) {
                return read_decimal(text, d) && rescale(d, c.scale) &&
                       magnitude(d.digits) < power_of_ten(c.precision);
            });
        case value_kind::text:
            // NUL: what one engine cannot hold and the other's patterns cannot match
            if (!is_utf8(text) || text.find('\0') != std::string_view::npos) return false;
            out.held = std::string(text);
            return true;
        default: return false;
    }
}

}  // namespace interlock::detail
