// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <type_traits>

// PostgreSQL's binary format is big-endian, and nothing in it is aligned.

namespace interlock::postgres_detail {

template <class T>
constexpr T big_endian(T value) {
    static_assert(std::is_unsigned_v<T>);
    if constexpr (std::endian::native == std::endian::big || sizeof(T) == 1) return value;
    else if constexpr (sizeof(T) == 2) return __builtin_bswap16(value);
    else if constexpr (sizeof(T) == 4) return __builtin_bswap32(value);
    else return __builtin_bswap64(value);
}

template <class Integer>
Integer load_integer(const char* from) noexcept {
    std::make_unsigned_t<Integer> bits;
    std::memcpy(&bits, from, sizeof bits);
    return static_cast<Integer>(big_endian(bits));
}

template <class Integer>
void store_integer(char* to, Integer value) noexcept {
    const auto bits = big_endian(static_cast<std::make_unsigned_t<Integer>>(value));
    std::memcpy(to, &bits, sizeof bits);
}

inline float load_float(const char* from) noexcept {
    return std::bit_cast<float>(load_integer<std::uint32_t>(from));
}
inline double load_double(const char* from) noexcept {
    return std::bit_cast<double>(load_integer<std::uint64_t>(from));
}
inline void store_float(char* to, float value) noexcept {
    store_integer(to, std::bit_cast<std::uint32_t>(value));
}
inline void store_double(char* to, double value) noexcept {
    store_integer(to, std::bit_cast<std::uint64_t>(value));
}

// PostgreSQL counts from 2000-01-01.
inline constexpr std::int32_t epoch_days = 10957;
inline constexpr std::int64_t epoch_microseconds = 946'684'800'000'000;

}  // namespace interlock::postgres_detail
