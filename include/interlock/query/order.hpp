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

template <auto Member>
inline constexpr order_term<column_reference<Member>, false> asc{};
template <auto Member>
inline constexpr order_term<column_reference<Member>, true> desc{};

template <class... Terms>
struct ordering {
    template <class... More>
    using then = ordering<Terms..., More...>;
};

}  // namespace interlock
