// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/decimal_text.hpp>

#include <cstddef>
#include <string_view>

// Decimals as text for engines that have none: texts of which the bytes compare as the numbers do, and of which
// equal numbers have exactly one. No collation is needed, so every tool can open the file, and numbers of different
// precision and scale compare, so that a column may be widened without being written anew.
//
//     12.50   02:12.5     how many digits stand before the point, and the number without zeros at its ends
//      0.05   00:0.05
//     -12.5   -97:87.4~   each digit from nine, and behind it what is larger than any digit

namespace interlock::detail {

struct sortable_decimal {
    char text[48]{};
    std::size_t size = 0;

    constexpr explicit sortable_decimal(stored_decimal d) {
        d = shortest(d);
        const decimal_digits digits(d.digits);
        const auto scale = static_cast<std::size_t>(d.scale);
        const std::size_t whole = digits.count > scale ? digits.count - scale : 0;
        const bool zero = whole == 0 || d.digits == 0;
        const bool negative = d.digits < 0;
        const auto put = [&](char c) {
            text[size++] = negative && c >= '0' && c <= '9' ? static_cast<char>('0' + '9' - c) : c;
        };
        const std::size_t before = zero ? 0 : whole;
        if (negative) put('-');
        put(static_cast<char>('0' + before / 10));
        put(static_cast<char>('0' + before % 10));
        put(':');
        if (zero) put('0');
        for (std::size_t i = 0; i < before; ++i) put(digits.text[i]);
        if (scale > 0) put('.');
        for (std::size_t i = digits.count; i < scale; ++i) put('0');
        for (std::size_t i = before; scale > 0 && i < digits.count; ++i) put(digits.text[i]);
        if (negative) put('~');
    }
    constexpr std::string_view view() const { return {text, size}; }
};

/// False for any other text, also for one of a number with more digits behind the point than a decimal has: a file may
/// hold anything.
constexpr bool read_sortable(std::string_view text, stored_decimal& out) {
    char plain[48]{};
    std::size_t size = 0;
    const bool negative = !text.empty() && text[0] == '-';
    if (text.size() < 4 || text.size() > sizeof plain - 1) return false;
    if (negative) plain[size++] = '-';
    for (const char c : text.substr(negative ? 4 : 3, text.size() - (negative ? 5 : 3)))
        plain[size++] = negative && c >= '0' && c <= '9' ? static_cast<char>('0' + '9' - c) : c;
    return read_decimal({plain, size}, out) && shortest(out).scale <= most_decimal_digits &&
           sortable_decimal(out).view() == text;
}

}  // namespace interlock::detail
