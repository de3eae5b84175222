// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <string_view>

namespace interlock {

/// Text as a template argument: `database<"gems", sqlite>`.
template <std::size_t Size>
struct fixed_string {
    char text[Size]{};

    constexpr fixed_string(const char (&literal)[Size]) {  // NOLINT(google-explicit-constructor)
        for (std::size_t i = 0; i < Size; ++i) text[i] = literal[i];
    }

    constexpr std::string_view view() const { return {text, Size - 1}; }
};

}  // namespace interlock
