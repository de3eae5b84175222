// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <type_traits>

namespace interlock::detail {

template <std::size_t I, class First, class... Rest>
constexpr auto nth_of() {
    if constexpr (I == 0) return static_cast<First*>(nullptr);
    else return nth_of<I - 1, Rest...>();
}

/// The type at a position of a pack. For errors and single look-ups: it recurses.
template <std::size_t I, class... Ts>
using nth = std::remove_pointer_t<decltype(nth_of<I, Ts...>())>;

}  // namespace interlock::detail
