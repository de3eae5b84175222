// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/comparison.hpp>

#include <utility>

namespace interlock {

/// `c.between(a, b)`: both bounds included.
template <class Operand, class Low, class High>
struct range_test : expression {
    static constexpr bool aggregate = Operand::aggregate || Low::aggregate || High::aggregate;
    static constexpr bool bound = Operand::bound || Low::bound || High::bound;
    static constexpr bool infix = true;
    using type = detail::truth<Operand, Low, High>;

    Operand operand;
    Low low;
    High high;

    template <class Source>
    static constexpr bool known() {
        return Operand::template known<Source>() && Low::template known<Source>() &&
               High::template known<Source>();
    }
    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        operand.values(visit);
        low.values(visit);
        high.values(visit);
    }
};

namespace detail {

template <class Operand, class L, class H>
constexpr auto make_range_test(Operand operand_, L&& l, H&& h) {
    using low = decltype(operand<Operand>(std::forward<L>(l)));
    using high = decltype(operand<Operand>(std::forward<H>(h)));
    if constexpr (!types_compare<Operand, low>())
        (void)refuse<types_do_not_compare<typename Operand::type, typename low::type>>();
    else if constexpr (!types_compare<Operand, high>())
        (void)refuse<types_do_not_compare<typename Operand::type, typename high::type>>();
    else if constexpr (!is_comparable(node_kind<Operand>())) (void)require_comparable<Operand>();
    else if constexpr (is_optional_value<low> || is_optional_value<high>)
        (void)refuse<null_has_no_order<typename Operand::type, typename low::type>>();
    return range_test<Operand, low, high>{
        {}, std::move(operand_), operand<Operand>(std::forward<L>(l)), operand<Operand>(std::forward<H>(h))};
}

}  // namespace detail

}  // namespace interlock
