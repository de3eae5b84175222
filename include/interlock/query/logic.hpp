// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/refusal.hpp>
#include <interlock/query/value.hpp>

#include <utility>

namespace interlock {

template <class Left, class Right>
struct conjunction : binary_expression<Left, Right> {
    using type = detail::truth<Left, Right>;
    using binary_expression<Left, Right>::binary_expression;
};

template <class Left, class Right>
struct disjunction : binary_expression<Left, Right> {
    using type = detail::truth<Left, Right>;
    using binary_expression<Left, Right>::binary_expression;
};

template <class Operand>
struct negation : unary_expression<Operand> {
    using type = detail::truth<Operand>;
    using unary_expression<Operand>::unary_expression;
};

template <class Operand>
struct not_a_condition {
    static_assert(never<Operand>,
                  "interlock: not a condition: &&, || and ! join comparisons and columns of bool; compare "
                  "the operand with something");
};

namespace detail {

/// What stands in the place of a condition that was refused.
struct refused_condition : expression {
    using type = bool;

    template <class Source>
    static constexpr bool known() {
        return false;
    }
};

/// A condition is an expression of type bool, or of bool that may be NULL, which is as good as false; a bool
/// column is one.
template <class T>
constexpr bool require_condition() {
    if constexpr (is_expression<T>) {
        if constexpr (__is_same(without_null<typename T::type>, bool)) return true;
        else return refuse<not_a_condition<T>>();
    } else return refuse<not_a_condition<T>>();
}

}  // namespace detail

template <class L, class R>
    requires(detail::is_expression<L> || detail::is_expression<R>)
constexpr auto operator&&(L&& l, R&& r) {
    using left = detail::plain_t<L>;
    using right = detail::plain_t<R>;
    if constexpr (!detail::require_condition<left>()) return detail::refused_condition{};
    else if constexpr (!detail::require_condition<right>()) return detail::refused_condition{};
    else return conjunction<left, right>(std::forward<L>(l), std::forward<R>(r));
}
template <class L, class R>
    requires(detail::is_expression<L> || detail::is_expression<R>)
constexpr auto operator||(L&& l, R&& r) {
    using left = detail::plain_t<L>;
    using right = detail::plain_t<R>;
    if constexpr (!detail::require_condition<left>()) return detail::refused_condition{};
    else if constexpr (!detail::require_condition<right>()) return detail::refused_condition{};
    else return disjunction<left, right>(std::forward<L>(l), std::forward<R>(r));
}
template <class T>
    requires(detail::is_expression<T>)
constexpr auto operator!(T&& v) {
    if constexpr (!detail::require_condition<detail::plain_t<T>>()) return detail::refused_condition{};
    else return negation<detail::plain_t<T>>(std::forward<T>(v));
}

}  // namespace interlock
