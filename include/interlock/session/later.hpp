// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

namespace interlock::detail {

/// The time that is a number of units later; of one too far away to be told, the last that there is.
constexpr std::int64_t later(std::int64_t time, std::int64_t count, std::int64_t unit = 1) noexcept {
    std::int64_t span = 0, end = 0;
    if (__builtin_mul_overflow(count, unit, &span)) span = count < 0 ? INT64_MIN : INT64_MAX;
    if (__builtin_add_overflow(time, span, &end)) end = span < 0 ? INT64_MIN : INT64_MAX;
    return end;
}

}  // namespace interlock::detail
