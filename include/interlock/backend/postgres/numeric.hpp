// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/postgres/wire.hpp>
#include <interlock/model/error.hpp>

#include <charconv>
#include <cstdint>
#include <limits>
#include <string>

namespace interlock::postgres_detail {

/// A numeric in the binary format, as a double. A double keeps 15 significant decimal digits; a value with
/// more throws type_mismatch.
inline double decode_numeric(const char* from, int length) {
    constexpr std::uint16_t negative = 0x4000, not_a_number = 0xC000, infinity = 0xD000,
                            minus_infinity = 0xF000;
    if (length < 8) throw type_mismatch("a numeric value that cannot be read");
    const int groups = load_integer<std::int16_t>(from);
    const int weight = load_integer<std::int16_t>(from + 2);
    const std::uint16_t sign = load_integer<std::uint16_t>(from + 4);
    if (sign == not_a_number) return std::numeric_limits<double>::quiet_NaN();
    if (sign == infinity) return std::numeric_limits<double>::infinity();
    if (sign == minus_infinity) return -std::numeric_limits<double>::infinity();
    if (groups < 0 || length < 8 + 2 * groups) throw type_mismatch("a numeric value that cannot be read");

    // each group holds four decimal digits, the first one times 10000^weight
    std::string digits = sign == negative ? "-" : "";
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
