// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/error.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace interlock::detail {

/// The length of the character that begins at `at`, 0 where there is none of Unicode's (RFC 3629: neither
/// surrogates nor overlong forms).
constexpr std::size_t utf8_character(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) {
        return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0u;
    };
    const unsigned first = byte(0);
    const auto follows = [&](std::size_t i) { return (byte(i) & 0xc0u) == 0x80u; };
    if (first < 0x80) return 1;
    if (first >= 0xc2 && first <= 0xdf) return follows(1) ? 2 : 0;
    if (first >= 0xe0 && first <= 0xef) {
        if ((first == 0xe0 && byte(1) < 0xa0) || (first == 0xed && byte(1) > 0x9f)) return 0;
        return follows(1) && follows(2) ? 3 : 0;
    }
    if (first >= 0xf0 && first <= 0xf4) {
        if ((first == 0xf0 && byte(1) < 0x90) || (first == 0xf4 && byte(1) > 0x8f)) return 0;
        return follows(1) && follows(2) && follows(3) ? 4 : 0;
    }
    return 0;
}

inline bool is_utf8(std::string_view text) noexcept {
    const auto are_ascii = [&](std::size_t at) {  // the eight bytes from there on
        std::uint64_t eight = 0;
        __builtin_memcpy(&eight, text.data() + at, sizeof eight);
        return (eight & 0x8080808080808080u) == 0;
    };
    for (std::size_t at = 0; at < text.size();) {
        if (at + 8 <= text.size()) {
            if (are_ascii(at)) {
                at += 8;
                continue;
            }
        } else if (text.size() >= 8 && are_ascii(text.size() - 8)) return true;
        const std::size_t length = utf8_character(text, at);
        if (length == 0) return false;
        at += length;
    }
    return true;
}

/// PostgreSQL refuses what is no UTF-8, and a refusal of the server would end the transaction.
inline void require_utf8(std::string_view text) {
    if (!is_utf8(text))
        throw value_out_of_range("the text is not valid UTF-8; keep bytes in a std::vector<std::byte>");
}

}  // namespace interlock::detail
