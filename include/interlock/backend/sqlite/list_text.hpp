// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/error.hpp>
#include <interlock/model/number_text.hpp>
#include <interlock/model/time_text.hpp>
#include <interlock/sql/sortable_decimal.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

// A list of values as one text for SQLite's json_each.

namespace interlock::detail {

/// An array as a column, see backend/json_array.hpp: its header comes with the codec of arrays.
template <class Element>
struct json_array;

template <class Number>
    requires(std::is_integral_v<Number>)
void append_json(std::string& out, Number value) { out += std::to_string(value); }

[[noreturn, gnu::cold]] inline void throw_unsortable_year() {
    throw value_out_of_range("a date outside the years 0 to 9999 cannot be stored as text that sorts");
}

inline void append_json(std::string& out, double value) {
    if (value - value != 0) throw value_out_of_range("JSON has no infinity and no NaN");
    out += exact_text(value);
}

inline void append_json(std::string& out, std::string_view value) {
    static constexpr char hex[] = "0123456789abcdef";
    out += '"';
    for (const char c : value) {
        if (c == 0)
            throw value_out_of_range(
                "a text in a list holds a NUL character, which SQLite's lists cannot carry");
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            out += "\\u00";
            out += hex[(c >> 4) & 15];
            out += hex[c & 15];
        } else out += c;
    }
    out += '"';
}

inline void append_json(std::string& out, stored_date value) {
    char text[10];
    if (!write_date(value, text)) throw_unsortable_year();
    append_json(out, std::string_view(text, sizeof text));
}
inline void append_json(std::string& out, stored_timestamp value) {
    char text[26];
    if (!write_timestamp(value, text)) throw_unsortable_year();
    append_json(out, std::string_view(text, sizeof text));
}
inline void append_json(std::string& out, stored_decimal value) {
    append_json(out, sortable_decimal(value).view());
}

template <class Element>
void append_listed(std::string& out, const Element& value) {
    append_json(out, value);
}
/// JSON has no infinity, but SQLite reads a number that is too great as one.
inline void append_listed(std::string& out, double value) {
    if (value != value) throw value_out_of_range("NaN in a list equals no stored number");
    if (value - value == 0) append_json(out, value);
    else out += value < 0 ? "-9e999" : "9e999";
}

template <class Element>
void json_list(std::string& out, const std::vector<Element>& elements) {
    out = "[";
    for (const Element& e : elements) {
        if (out.size() > 1) out += ',';
        append_listed(out, e);
    }
    out += ']';
}

}  // namespace interlock::detail
