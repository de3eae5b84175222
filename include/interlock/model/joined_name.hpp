// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
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

}  // namespace interlock::detail
