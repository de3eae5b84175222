// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/postgres/wire.hpp>
#include <interlock/model/decimal_text.hpp>
#include <interlock/model/error.hpp>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>

namespace interlock::postgres_detail {

// What stands in the place of a sign.
inline constexpr std::uint16_t negative_numeric = 0x4000, numeric_nan = 0xC000, numeric_infinity = 0xD000,
                               numeric_minus_infinity = 0xF000;

/// A decimal in the binary format of numeric: groups of four digits, counted from the point. Writes at most 32 bytes.
inline std::size_t encode_numeric(stored_decimal value, char* out) {
    const detail::decimal_digits digits(value.digits);
    const auto scale = static_cast<std::size_t>(value.scale);
    std::size_t whole = digits.count > scale ? digits.count - scale : 0;
    // digit i counts from the first of a group that holds the first whole digit
    const std::size_t lead = (4 - whole % 4) % 4;
    const std::size_t first = digits.count < scale ? scale - digits.count : 0;  // zeros after the point
    const std::size_t total = lead + whole + scale;
    std::int16_t groups = 0;
    auto weight = static_cast<std::int16_t>(static_cast<int>((lead + whole) / 4) - 1);
    char* at = out + 8;
    for (std::size_t begin = 0; begin < total && value.digits != 0; begin += 4) {
        unsigned group = 0;
        for (std::size_t i = begin; i < begin + 4; ++i) {
            const bool given = i >= lead + first && i - lead - first < digits.count;
            group = group * 10 + (given ? static_cast<unsigned>(digits.text[i - lead - first] - '0') : 0);
        }
        if (groups == 0 && group == 0) {
            --weight;
            continue;
        }
        store_integer(at, static_cast<std::uint16_t>(group));
        at += 2;
        ++groups;
    }
    store_integer(out, groups);
    store_integer(out + 2, groups == 0 ? std::int16_t{0} : weight);
    store_integer(out + 4, value.digits < 0 ? negative_numeric : std::uint16_t{0});
    store_integer(out + 6, static_cast<std::uint16_t>(value.scale));
    return static_cast<std::size_t>(at - out);
}

/// A numeric in the binary format, exactly. Throws value_out_of_range for NaN, an infinity, and more than 38 digits.
inline stored_decimal decode_decimal(const char* from, int length) {
    if (length < 8) throw type_mismatch("a numeric value that cannot be read");
    const int groups = load_integer<std::int16_t>(from);
    const int weight = load_integer<std::int16_t>(from + 2);
    const std::uint16_t sign = load_integer<std::uint16_t>(from + 4);
    if (sign == numeric_nan || sign == numeric_infinity || sign == numeric_minus_infinity)
        throw value_out_of_range("the stored number is NaN or infinite, which no decimal is");
    if (groups < 0 || length < 8 + 2 * groups) throw type_mismatch("a numeric value that cannot be read");

    constexpr int128 limit = detail::power_of_ten(detail::most_decimal_digits - 1);
    stored_decimal value;
    const auto append = [&](unsigned digit) {
        if (value.digits >= limit) throw value_out_of_range("the stored number has more than 38 digits");
        value.digits = value.digits * 10 + static_cast<int>(digit);
    };
    const int whole_groups = weight + 1;
    unsigned zeros = 0;  // after the point, not followed by another digit so far
    for (int i = 0; i < groups || i < whole_groups; ++i) {
        const unsigned group = i < groups ? load_integer<std::uint16_t>(from + 8 + 2 * i) : 0;
        for (unsigned unit = 1000; unit > 0; unit /= 10) {
            const unsigned digit = group / unit % 10;
            if (i < whole_groups) append(digit);
            else if (digit == 0) ++zeros;
            else {
                for (; zeros > 0; --zeros, ++value.scale) append(0);
                append(digit);
                ++value.scale;
            }
        }
    }
    if (value.digits != 0 && whole_groups < 0) value.scale -= 4 * whole_groups;
    if (sign == negative_numeric) value.digits = -value.digits;
    return value;
}

/// A numeric in the binary format, as a double. A double keeps 15 significant decimal digits; a value with
/// more throws type_mismatch.
inline double decode_numeric(const char* from, int length) {
    if (length < 8) throw type_mismatch("a numeric value that cannot be read");
    const int groups = load_integer<std::int16_t>(from);
    const int weight = load_integer<std::int16_t>(from + 2);
    const std::uint16_t sign = load_integer<std::uint16_t>(from + 4);
    if (sign == numeric_nan) return std::numeric_limits<double>::quiet_NaN();
    if (sign == numeric_infinity) return std::numeric_limits<double>::infinity();
    if (sign == numeric_minus_infinity) return -std::numeric_limits<double>::infinity();
    if (groups < 0 || length < 8 + 2 * groups) throw type_mismatch("a numeric value that cannot be read");

    // each group holds four decimal digits, the first one times 10000^weight
    std::string digits = sign == negative_numeric ? "-" : "";
    const std::size_t begin = digits.size();
    for (int i = 0; i < groups; ++i) {
        const unsigned group = load_integer<std::uint16_t>(from + 8 + 2 * i);
        for (unsigned unit = 1000; unit > 0; unit /= 10) {
            const unsigned digit = group / unit % 10;
            if (digits.size() > begin || digit != 0) digits += static_cast<char>('0' + digit);
        }
    }
    if (digits.size() == begin) return 0;
    int exponent = 4 * (weight - groups + 1);
    while (digits.back() == '0') {
        digits.pop_back();
        ++exponent;
    }
    if (digits.size() - begin > static_cast<std::size_t>(std::numeric_limits<double>::digits10))
        throw type_mismatch(
            "a numeric value of more than 15 digits where a double is read; cast it in the query, or "
            "read it as il::decimal");
    digits += 'e';
    digits += std::to_string(exponent);
    double value = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (read.ec != std::errc()) throw value_out_of_range("the stored numeric value does not fit a double");
    return value;
}

}  // namespace interlock::postgres_detail
