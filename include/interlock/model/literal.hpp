// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace interlock {

/// The current time, where an attribute takes a value: `db_default<il::now>`.
struct now_t {};
inline constexpr now_t now{};

namespace detail {

/// digits / 10^places.
struct short_decimal {
    std::int64_t digits = 0;
    int places = -1;  // -1: none such
};

/// The shortest decimal that reads back as this number, which is not negative; of at most 15 digits (beyond
/// them, and beyond 18 places, a division of doubles is no longer exactly what a reader of the text does).
constexpr short_decimal decimal_of(double value) {
    if (!(value < 1e15)) return {};  // nor is NaN
    double power = 1;
    for (int places = 0; places <= 18; ++places, power *= 10) {
        const double scaled = value * power;
        if (scaled >= 1e15) break;
        // NOLINTNEXTLINE(bugprone-incorrect-roundings): positive, below 1e15; and lround is no constant expression
        const auto digits = static_cast<std::int64_t>(scaled + 0.5);
        if (static_cast<double>(digits) / power == value) return {digits, places};
    }
    return {};
}

}  // namespace detail

/// A value in an attribute: an integer, a number, true or false, a text of up to 119 bytes, or il::now.
struct literal {
    enum class type : std::uint8_t { none, boolean, integer, real, text, current_time };

    type kind = type::none;
    std::int64_t integer = 0;
    std::uint64_t real_bits = 0;  // doubles as such are no template arguments for every compiler
    char text[120]{};
    std::size_t size = 0;

    constexpr literal() = default;
    // NOLINTBEGIN(google-explicit-constructor): they stand in template argument lists
    constexpr literal(bool value) : kind(type::boolean), integer(value) {}
    constexpr literal(int value) : kind(type::integer), integer(value) {}
    constexpr literal(long value) : kind(type::integer), integer(value) {}
    constexpr literal(long long value) : kind(type::integer), integer(value) {}
    constexpr literal(double value) : kind(type::real), real_bits(__builtin_bit_cast(std::uint64_t, value)) {}
    constexpr literal(now_t) : kind(type::current_time) {}
    template <std::size_t Size>
    constexpr literal(const char (&value)[Size]) : kind(type::text), size(Size - 1) {
        static_assert(Size <= sizeof(text), "interlock: a literal in an attribute holds at most 119 bytes");
        for (std::size_t i = 0; i < size; ++i) text[i] = value[i];
    }
    // NOLINTEND(google-explicit-constructor)

    constexpr std::string_view view() const { return {text, size}; }
    constexpr double real() const { return __builtin_bit_cast(double, real_bits); }
    /// A number as a decimal; of a literal that is none, or is no short one, places are negative.
    constexpr detail::short_decimal as_decimal() const {
        if (kind == type::integer) return {integer, 0};
        if (kind != type::real) return {};
        detail::short_decimal d = detail::decimal_of(real() < 0 ? -real() : real());
        if (real() < 0) d.digits = -d.digits;
        return d;
    }
    /// False for a number that no text of 15 digits stands for exactly.
    constexpr bool can_be_written() const {
        return kind != type::real || detail::decimal_of(real() < 0 ? -real() : real()).places >= 0;
    }
};

}  // namespace interlock
