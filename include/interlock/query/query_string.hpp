// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/filter_error.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

// The query string of a URL, as forms send it: `a=b&c=d`, where `+` is a space and %41 a byte
// (https://url.spec.whatwg.org/#application/x-www-form-urlencoded).

namespace interlock {

namespace detail {

constexpr int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

inline std::string decode_form(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i] == '+' ? ' ' : text[i];
            continue;
        }
        const int high = i + 1 < text.size() ? hex_digit(text[i + 1]) : -1;
        const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
        if (high < 0 || low < 0)
            throw filter_error(
                "a % of the query string is not followed by two hexadecimal digits; a % itself is written %25");
        out += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return out;
}

/// Calls use(name, value) for each pair, decoded. Empty pairs are passed over.
template <class Use>
void each_pair(std::string_view text, Use use) {
    if (!text.empty() && text.front() == '?') text.remove_prefix(1);
    while (!text.empty()) {
        const std::size_t end = text.find('&');
        const std::string_view pair = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (pair.empty()) continue;
        const std::size_t equals = pair.find('=');
        const std::string value =
            equals == std::string_view::npos ? std::string() : decode_form(pair.substr(equals + 1));
        use(decode_form(pair.substr(0, equals)), value);
    }
}

}  // namespace detail

/// A value of a query string that the program reads itself, decoded; the first of this name, if there is one:
/// `il::query_value(text, "page")`. Throws filter_error where the text cannot be decoded.
inline std::optional<std::string> query_value(std::string_view text, std::string_view name) {
    std::optional<std::string> found;
    detail::each_pair(text, [&](const std::string& n, const std::string& value) {
        if (n == name && !found) found = value;
    });
    return found;
}

}  // namespace interlock
