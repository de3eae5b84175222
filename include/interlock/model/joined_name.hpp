// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace interlock::detail {

/// A name of several parts.
template <std::size_t Size>
struct joined_name {
    char text[Size + 1]{};
    std::size_t size = 0;

    constexpr joined_name& put(std::string_view part, bool lower) {
        for (char c : part)
            text[size++] = lower && c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        return *this;
    }
    constexpr std::string_view view() const { return {text, size}; }
};

/// The name, cut to PostgreSQL's 63 bytes with a hash of the whole where it is longer.
template <std::size_t N>
constexpr auto shortened(const joined_name<N>& n) {
    constexpr std::size_t most = 63;
    if constexpr (N <= most) return n;
    else {
        joined_name<most> s;
        s.put(n.view().substr(0, most), false);
        if (n.size <= most) return s;
        std::uint32_t hash = 2166136261u;  // FNV-1a
        for (char c : n.view()) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
        s.text[most - 9] = '_';
        for (std::size_t i = most - 8; i < most; ++i, hash >>= 4) s.text[i] = "0123456789abcdef"[hash & 15];
        return s;
    }
}

}  // namespace interlock::detail
