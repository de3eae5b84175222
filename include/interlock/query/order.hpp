// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/column.hpp>

namespace interlock {

/// One term of order_by. NULLs come last in ascending order and first in descending order, on every engine.
template <class Operand, bool Descending>
struct order_term {
    using operand = Operand;
    static constexpr bool descending = Descending;
};

namespace detail {

template <class Operand, bool Descending>
constexpr order_term<Operand, Descending> make_order_term() {
    (void)require_comparable<Operand>();
    return {};
}

}  // namespace detail

template <auto Member>
inline constexpr auto asc = detail::make_order_term<column_reference<Member>, false>();
template <auto Member>
inline constexpr auto desc = detail::make_order_term<column_reference<Member>, true>();

template <class... Terms>
struct ordering {
    template <class... More>
    using then = ordering<Terms..., More...>;
};

}  // namespace interlock
