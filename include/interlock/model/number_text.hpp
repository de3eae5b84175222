// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

// Numbers as text, with a point whatever the locale says. <charconv> would do, at 2 MB of every compilation.

namespace interlock::detail {

/// `format` takes a precision and a double.
inline std::string double_text(const char* format, int precision, double n) {
    char digits[40];
    const int size = std::snprintf(digits, sizeof digits, format, precision, n);
    std::string text;
    for (int i = 0; i < size; ++i) {
        const char c = digits[i];
        const bool of_a_number = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-' || c == '+';
        if (of_a_number) text += c;
        else if (text.empty() || text.back() != '.') text += '.';  // a locale's may have several bytes
    }
    return text;
}
/// All digits that the number has, with an exponent.
inline std::string exact_text(double n) { return double_text("%.*e", 16, n); }

inline std::string number_text(std::int64_t n) { return std::to_string(n); }
/// As few digits as tell the number from others.
inline std::string number_text(double n) {
    char digits[40];
    int precision = 15;
    do std::snprintf(digits, sizeof digits, "%.*g", precision, n);
    while (std::strtod(digits, nullptr) != n && ++precision < 17);
    return double_text("%.*g", precision, n);
}

}  // namespace interlock::detail
