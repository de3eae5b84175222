// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/error.hpp>
#include <interlock/model/utf8.hpp>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value.hpp>
#include <boost/json/value_stack.hpp>

#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

// Documents as text and back without a loss. Boost.JSON's own parser reads some numbers as the double beside them,
// and its serializer writes 1.0 as 1E0, which PostgreSQL gives back as the integer 1.

namespace interlock::detail {

/// What is nested deeper is refused, written or read: the engines have limits of their own.
inline constexpr std::size_t json_depth = 500;

inline void write_json(std::string& out, double value) {
    if (!std::isfinite(value)) throw value_out_of_range("JSON has no number for an infinity or NaN");
    if (value == 0) value = 0;  // PostgreSQL's documents have no negative zero
    const bool whole = value == std::trunc(value) && std::fabs(value) < 1e20;
    char digits[40];
    const auto end = whole
                         ? std::to_chars(digits, digits + sizeof digits, value, std::chars_format::fixed).ptr
                         : std::to_chars(digits, digits + sizeof digits, value).ptr;
    out.append(digits, end);
    if (whole) out += ".0";
}

inline void write_json(std::string& out, std::string_view text) {
    require_utf8(text);
    out += '"';
    for (const char c : text) {
        if (c == 0)
            throw value_out_of_range(
                "a text in a JSON document holds a NUL character, which PostgreSQL cannot store");
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            out += "\\u00";
            out += "0123456789abcdef"[(c >> 4) & 15];
            out += "0123456789abcdef"[c & 15];
        } else out += c;
    }
    out += '"';
}

inline void write_json(std::string& out, const boost::json::value& value, std::size_t depth = 0) {
    if (depth > json_depth) throw value_out_of_range("a JSON document is nested deeper than 500 levels");
    switch (value.kind()) {
        case boost::json::kind::null: out += "null"; break;
        case boost::json::kind::bool_: out += value.get_bool() ? "true" : "false"; break;
        case boost::json::kind::int64: out += std::to_string(value.get_int64()); break;
        case boost::json::kind::uint64: out += std::to_string(value.get_uint64()); break;
        case boost::json::kind::double_: write_json(out, value.get_double()); break;
        case boost::json::kind::string:
            write_json(out, std::string_view(value.get_string().data(), value.get_string().size()));
            break;
        case boost::json::kind::array: {
            char before = '[';
            for (const boost::json::value& element : value.get_array()) {
                out += before;
                write_json(out, element, depth + 1);
                before = ',';
            }
            out += before == '[' ? "[]" : "]";
            break;
        }
        case boost::json::kind::object: {
            char before = '{';
            for (const boost::json::key_value_pair& member : value.get_object()) {
                out += before;
                write_json(out, std::string_view(member.key().data(), member.key().size()));
                out += ':';
                write_json(out, member.value(), depth + 1);
                before = ',';
            }
            out += before == '{' ? "{}" : "}";
            break;
        }
    }
}

/// What Boost.JSON's parser calls; it builds the document and reads the doubles itself.
struct json_builder {
    static constexpr std::size_t max_object_size = boost::json::object::max_size();
    static constexpr std::size_t max_array_size = boost::json::array::max_size();
    static constexpr std::size_t max_key_size = boost::json::string::max_size();
    static constexpr std::size_t max_string_size = boost::json::string::max_size();

    using code = boost::system::error_code;
    using text = boost::json::string_view;

    boost::json::value_stack values;
    std::string number;  // the parts of one that has not ended

    bool on_document_begin(code&) {
        values.reset();
        return true;
    }
    bool on_document_end(code&) { return true; }
    bool on_array_begin(code&) { return true; }
    bool on_array_end(std::size_t n, code&) {
        values.push_array(n);
        return true;
    }
    bool on_object_begin(code&) { return true; }
    bool on_object_end(std::size_t n, code&) {
        values.push_object(n);
        return true;
    }
    bool on_string_part(text s, std::size_t, code&) {
        values.push_chars(s);
        return true;
    }
    bool on_string(text s, std::size_t, code&) {
        values.push_string(s);
        return true;
    }
    bool on_key_part(text s, std::size_t, code&) {
        values.push_chars(s);
        return true;
    }
    bool on_key(text s, std::size_t, code&) {
        values.push_key(s);
        return true;
    }
    bool on_number_part(text s, code&) {
        number.append(s.data(), s.size());
        return true;
    }
    bool on_int64(std::int64_t i, text, code&) {
        number.clear();
        values.push_int64(i);
        return true;
    }
    bool on_uint64(std::uint64_t u, text, code&) {
        number.clear();
        values.push_uint64(u);
        return true;
    }
    bool on_double(double, text s, code& failure) {
        number.append(s.data(), s.size());
        double value = 0;
        const auto read = std::from_chars(number.data(), number.data() + number.size(), value);
        number.clear();
        if (read.ec != std::errc()) {
            failure = boost::system::errc::make_error_code(boost::system::errc::result_out_of_range);
            return false;
        }
        values.push_double(value);
        return true;
    }
    bool on_bool(bool b, code&) {
        values.push_bool(b);
        return true;
    }
    bool on_null(code&) {
        values.push_null();
        return true;
    }
    bool on_comment_part(text, code&) { return true; }
    bool on_comment(text, code&) { return true; }
};

inline boost::json::value read_json(std::string_view text) {
    boost::json::parse_options options;
    options.max_depth = json_depth + 1;
    boost::json::basic_parser<json_builder> parser(options);
    boost::system::error_code failure;
    const std::size_t read = parser.write_some(false, text.data(), text.size(), failure);
    if (failure) throw type_mismatch("the stored text is no JSON document: " + failure.message());
    if (read != text.size()) throw type_mismatch("the stored text goes on after its JSON document");
    return parser.handler().values.release();
}

}  // namespace interlock::detail
