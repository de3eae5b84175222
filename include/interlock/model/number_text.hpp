// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/integer_text.hpp>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

// Numbers as text, with a point whatever the locale says. <charconv> would do, at 2 MB of every compilation.

namespace interlock::detail {

/// What printf made of a double, with a point where the locale has something else.
inline std::string with_point(std::string_view printed) {
    std::string text;
    for (const char c : printed) {
        const bool of_a_number = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-' || c == '+';
        if (of_a_number) text += c;
        else if (text.empty() || text.back() != '.') text += '.';  // a locale's may have several bytes
    }
    return text;
}
/// All digits that the number has, with an exponent.
inline std::string exact_text(double n) {
    char digits[40];
    std::snprintf(digits, sizeof digits, "%.16e", n);
    return with_point(digits);
}

inline std::string number_text(std::int64_t n) { return integer_text(n); }
/// As few digits as tell the number from others.
inline std::string number_text(double n) {
    char digits[40];
    int precision = 15;
    do std::snprintf(digits, sizeof digits, "%.*g", precision, n);
    while (std::strtod(digits, nullptr) != n && ++precision <= 17);
    return with_point(digits);
}

}  // namespace interlock::detail
