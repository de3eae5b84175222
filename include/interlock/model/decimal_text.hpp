// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/stored.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace interlock::detail {

inline constexpr int most_decimal_digits = 38;

__extension__ typedef unsigned __int128 uint128;

constexpr int128 power_of_ten(int exponent) {
    int128 power = 1;
    for (; exponent > 0; --exponent) power *= 10;
    return power;
}

constexpr int128 magnitude(int128 value) { return value < 0 ? -value : value; }

/// The digits of |value|, at least one and at most 39, without leading zeros.
struct decimal_digits {
    char text[40]{};
    std::size_t count = 0;

    constexpr explicit decimal_digits(int128 value) {
        char reversed[40]{};
        auto rest = value < 0 ? 0 - static_cast<uint128>(value) : static_cast<uint128>(value);
        // the hardware divides 64 bits; 19 digits of the value fit
        constexpr std::uint64_t part = 10'000'000'000'000'000'000u;
        while (rest >= part) {
            auto low = static_cast<std::uint64_t>(rest % part);
            rest /= part;
            for (int i = 0; i < 19; ++i, low /= 10) reversed[count++] = static_cast<char>('0' + low % 10);
        }
        auto high = static_cast<std::uint64_t>(rest);
        for (; high != 0 || count == 0; high /= 10) reversed[count++] = static_cast<char>('0' + high % 10);
        for (std::size_t i = 0; i < count; ++i) text[i] = reversed[count - 1 - i];
    }
    constexpr std::string_view view() const { return {text, count}; }
};

/// A decimal without zeros at the end of its fraction.
constexpr stored_decimal shortest(stored_decimal d) {
    while (d.scale > 0 && d.digits % 10 == 0) {
        d.digits /= 10;
        --d.scale;
    }
    return d;
}

/// Brings a decimal to a scale; false where digits would be lost or there would be more than 38.
constexpr bool rescale(stored_decimal& d, int scale) {
    for (; d.scale > scale; --d.scale) {
        if (d.digits % 10 != 0) return false;
        d.digits /= 10;
    }
    for (; d.scale < scale; ++d.scale) {
        if (magnitude(d.digits) >= power_of_ten(most_decimal_digits - 1)) return false;
        d.digits *= 10;
    }
    return true;
}

/// "-12.50": all digits of the scale are written.
inline std::string decimal_text(stored_decimal d) {
    const decimal_digits digits(d.digits);
    std::string text(digits.view());
    const auto scale = static_cast<std::size_t>(d.scale);
    if (text.size() <= scale) text.insert(0, scale + 1 - text.size(), '0');
    if (scale > 0) text.insert(text.size() - scale, 1, '.');
    if (d.digits < 0) text.insert(0, 1, '-');
    return text;
}

/// A sign, digits, and a point among them: as it is written by people. False for anything else, and for more
/// than 38 digits that count.
constexpr bool read_decimal(std::string_view text, stored_decimal& out) {
    constexpr int128 largest = power_of_ten(most_decimal_digits - 1);
    bool negative = false, point = false, any = false;
    out = {};
    std::size_t at = 0;
    const std::size_t last = text.find_last_not_of('0');  // what is behind it says nothing after a point
    if (!text.empty() && (text[0] == '-' || text[0] == '+')) negative = text[at++] == '-';
    for (; at < text.size(); ++at) {
        if (text[at] == '.' && !point) {
            point = true;
            continue;
        }
        if (text[at] < '0' || text[at] > '9') return false;
        any = true;
        if (point && at > last) continue;
        if (out.digits >= largest) return false;
        out.digits = out.digits * 10 + (text[at] - '0');
        if (point) ++out.scale;
    }
    if (negative) out.digits = -out.digits;
    return any && text.back() != '.';
}

}  // namespace interlock::detail
