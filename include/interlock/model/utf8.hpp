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

inline bool is_ascii(std::string_view text) noexcept {
    const char* at = text.data();
    const std::size_t size = text.size();
    std::uint64_t seen = 0;  // all bytes, one over the other
    if (size >= 8) {
        const char* const last = at + size - 8;
        for (std::uint64_t eight = 0; at < last; at += 8) {
            __builtin_memcpy(&eight, at, 8);
            seen |= eight;
        }
        std::uint64_t eight = 0;
        __builtin_memcpy(&eight, last, 8);
        seen |= eight;
    } else if (size >= 4) {
        std::uint32_t first = 0, last = 0;
        __builtin_memcpy(&first, at, 4);
        __builtin_memcpy(&last, at + size - 4, 4);
        seen = first | last;
    } else {
        for (; at != text.data() + size; ++at) seen |= static_cast<unsigned char>(*at);
    }
    return (seen & 0x8080808080808080u) == 0;
}

[[gnu::noinline]] inline bool is_utf8_beyond_ascii(std::string_view text) noexcept {
    for (std::size_t at = 0; at < text.size();) {
        if (at + 8 <= text.size() && is_ascii(text.substr(at, 8))) {
            at += 8;
            continue;
        }
        const std::size_t length = utf8_character(text, at);
        if (length == 0) return false;
        at += length;
    }
    return true;
}

inline bool is_utf8(std::string_view text) noexcept { return is_ascii(text) || is_utf8_beyond_ascii(text); }

/// PostgreSQL refuses what is no UTF-8, and a refusal of the server would end the transaction.
inline void require_utf8(std::string_view text) {
    if (!is_utf8(text))
        throw value_out_of_range("the text is not valid UTF-8; keep bytes in a std::vector<std::byte>");
}

}  // namespace interlock::detail
