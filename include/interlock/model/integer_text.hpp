// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <string>

namespace interlock::detail {

/// An integer as text: one function for all types, where std::to_string has a large one for each.
inline std::string integer_text(std::int64_t n) {
    char text[20];
    char* begin = text + sizeof text;
    auto rest = n < 0 ? 0 - static_cast<std::uint64_t>(n) : static_cast<std::uint64_t>(n);
    do *--begin = static_cast<char>('0' + rest % 10);
    while ((rest /= 10) != 0);
    if (n < 0) *--begin = '-';
    return std::string(begin, text + sizeof text);
}

}  // namespace interlock::detail
