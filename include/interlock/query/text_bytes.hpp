// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

// Numbers as bytes, and bytes as text: base64url without padding (RFC 4648, section 5). For tokens, which leave the
// program and come back.

namespace interlock::detail {

inline void put_number(std::string& out, std::uint64_t n, int bytes = 8) {
    for (int i = 0; i < bytes; ++i, n >>= 8) out += static_cast<char>(n & 0xff);
}

inline constexpr std::string_view base64url =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

inline std::string encode_base64url(std::string_view bytes) {
    std::string out;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char b : bytes) {
        bits = bits << 8 | static_cast<unsigned char>(b);
        for (count += 8; count >= 6; count -= 6) out += base64url[bits >> (count - 6) & 63];
    }
    if (count > 0) out += base64url[bits << (6 - count) & 63];
    return out;
}

/// False for what encode_base64url() does not write.
inline bool decode_base64url(std::string_view text, std::string& out) {
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        const std::size_t digit = base64url.find(c);
        if (digit == std::string_view::npos) return false;
        bits = bits << 6 | static_cast<std::uint32_t>(digit);
        count += 6;
        if (count >= 8) {
            count -= 8;
            out += static_cast<char>(bits >> count & 0xff);
        }
    }
    return count < 6 && (bits & ((1u << count) - 1)) == 0;
}

}  // namespace interlock::detail
