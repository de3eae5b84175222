// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/column.hpp>
#include <interlock/query/pack.hpp>

#include <utility>

namespace interlock {

/// One term of order_by. NULLs come last in ascending order and first in descending order, on every engine.
template <class Operand, bool Descending>
struct order_term {
    using operand_type = Operand;
    static constexpr bool descending = Descending;

    Operand operand{};
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

/// By an expression: `order_by(il::ascending(il::lower(il::col<&Gem::name>)))`.
template <class Expression>
    requires(detail::is_expression<Expression>)
constexpr auto ascending(Expression e) { return order_term<Expression, false>{std::move(e)}; }
template <class Expression>
    requires(detail::is_expression<Expression>)
constexpr auto descending(Expression e) { return order_term<Expression, true>{std::move(e)}; }

template <class... Terms>
struct ordering {
    static constexpr bool aggregate = (Terms::operand_type::aggregate || ...);

    detail::pack<Terms...> terms;

    template <class Source>
    static constexpr bool known() {
        return (Source::template selects<typename Terms::operand_type>() && ...);
    }
    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        terms.each([&](const auto& t) { t.operand.values(visit); });
    }
};

namespace detail {

template <class... Terms, class... More>
constexpr auto then(const ordering<Terms...>& order, More... more) {
    return ordering<Terms..., More...>{joined(order.terms, std::move(more)...)};
}

}  // namespace detail

}  // namespace interlock
