// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

namespace interlock {

/// How a text is matched: as a pattern with % and _, at the start, at the end, or anywhere.
enum class pattern_kind : std::uint8_t { like, prefix, suffix, anywhere };

}  // namespace interlock
