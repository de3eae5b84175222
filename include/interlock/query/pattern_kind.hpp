// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

namespace interlock {

/// How a text is matched: as a pattern with % and _, at the start, at the end, anywhere, or whole; and the same
/// without regard to the case of ASCII letters.
enum class pattern_kind : std::uint8_t {
    like,
    prefix,
    suffix,
    anywhere,
    whole,
    folded_like,
    folded_prefix,
    folded_suffix,
    folded_anywhere,
    folded_whole
};

constexpr bool is_folded(pattern_kind kind) { return kind >= pattern_kind::folded_like; }

/// The kind that regards case.
constexpr pattern_kind unfolded(pattern_kind kind) {
    constexpr auto first = static_cast<unsigned char>(pattern_kind::folded_like);
    return is_folded(kind) ? static_cast<pattern_kind>(static_cast<unsigned char>(kind) - first) : kind;
}

}  // namespace interlock
