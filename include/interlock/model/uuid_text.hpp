// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/stored.hpp>

#include <cstddef>
#include <string_view>

// The canonical text of a UUID (RFC 9562, section 4), in lower case: such texts sort as the bytes do.

namespace interlock::detail {

inline constexpr std::size_t uuid_length = 36;

constexpr bool dash_in_uuid(std::size_t at) { return at == 8 || at == 13 || at == 18 || at == 23; }

/// Writes 36 characters.
constexpr void write_uuid(const stored_uuid& uuid, char* out) {
    std::size_t at = 0;
    for (const unsigned byte : uuid.bytes) {
        if (dash_in_uuid(at)) out[at++] = '-';
        out[at++] = "0123456789abcdef"[byte >> 4];
        out[at++] = "0123456789abcdef"[byte & 15];
    }
}

/// False for any other text; for one in capitals too, which would equal no other.
constexpr bool read_uuid(std::string_view text, stored_uuid& out) {
    if (text.size() != uuid_length) return false;
    std::size_t half = 0;
    for (std::size_t at = 0; at < uuid_length; ++at) {
        const char c = text[at];
        if (dash_in_uuid(at)) {
            if (c != '-') return false;
            continue;
        }
        const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
        if (digit < 0) return false;
        auto& byte = out.bytes[half / 2];
        byte = static_cast<std::uint8_t>(half % 2 == 0 ? digit << 4 : byte | digit);
        ++half;
    }
    return true;
}

}  // namespace interlock::detail
