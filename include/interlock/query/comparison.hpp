// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/value.hpp>

#include <cstdint>
#include <optional>
#include <utility>

namespace interlock {

/// equal to other_than: NULL compared with anything is neither true nor false, as in SQL.
/// same, not_same: NULL is the same as NULL; used where a C++ side may be std::nullopt.
enum class comparison_operator : std::uint8_t {
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,
    same,
    not_same
};

template <comparison_operator Operator, class Left, class Right>
struct comparison : binary_expression<Left, Right> {
    using type = detail::truth<Left, Right>;
    using binary_expression<Left, Right>::binary_expression;
};

template <class Left, class Right>
struct comparison<comparison_operator::same, Left, Right> : binary_expression<Left, Right> {
    using type = bool;
    using binary_expression<Left, Right>::binary_expression;
};
template <class Left, class Right>
struct comparison<comparison_operator::not_same, Left, Right> : binary_expression<Left, Right> {
    using type = bool;
    using binary_expression<Left, Right>::binary_expression;
};

/// `c == std::nullopt`, `c.is_null()`
template <bool Null, class Operand>
struct null_test : unary_expression<Operand> {
    using type = bool;
    using unary_expression<Operand>::unary_expression;
};

template <class Left, class Right>
struct types_do_not_compare {
    static_assert(never<Left>,
                  "interlock: a comparison of two types that no row could match: text compares with text, "
                  "numbers with numbers, bool with bool; convert one of the two sides");
};

template <class Operand>
struct never_null {
    static_assert(never<Operand>,
                  "interlock: a column that is not null is tested for NULL, so the answer is known; "
                  "declare the member as std::optional or leave the test out");
};

template <class Left, class Right>
struct null_has_no_order {
    static_assert(never<Left>,
                  "interlock: a value that may be null is compared by its order, and NULL has none; give "
                  "the value itself (*v), or build the condition only where there is one");
};

template <class Operand>
struct no_engines_agree_on_its_comparison {
    static_assert(
        never<Operand>,
        "interlock: a JSON document or an array is compared or sorted: engines do not agree on which of "
        "them are equal or less; test for NULL alone, and keep what is searched for in a field of its "
        "own");
};

namespace detail {

/// Refuses an operand that not every engine compares alike.
template <class Operand>
constexpr bool require_comparable() {
    if constexpr (is_comparable(node_kind<Operand>())) return true;
    else return refuse<no_engines_agree_on_its_comparison<Operand>>();
}

constexpr bool kinds_compare(value_kind a, value_kind b) { return a == b || (is_number(a) && is_number(b)); }

template <class Left, class Right>
constexpr bool types_compare() {
    return __is_same(Left, refused_value) || __is_same(Right, refused_value) ||
           kinds_compare(node_kind<Left>(), node_kind<Right>());
}

template <class T>
inline constexpr bool is_optional_value = false;
template <class T, value_kind Kind>
inline constexpr bool is_optional_value<value<std::optional<T>, Kind>> = true;

template <comparison_operator Operator, class Left, class Right>
constexpr auto make_comparison(Left left, Right right) {
    using op = comparison_operator;
    if constexpr (!types_compare<Left, Right>())
        (void)refuse<types_do_not_compare<typename Left::type, typename Right::type>>();
    else (void)require_comparable<Left>();
    if constexpr (!is_optional_value<Left> && !is_optional_value<Right>)
        return comparison<Operator, Left, Right>(std::move(left), std::move(right));
    else if constexpr (Operator == op::equal || Operator == op::same)
        return comparison<op::same, Left, Right>(std::move(left), std::move(right));
    else if constexpr (Operator == op::not_equal || Operator == op::not_same)
        return comparison<op::not_same, Left, Right>(std::move(left), std::move(right));
    else {
        (void)refuse<null_has_no_order<typename Left::type, typename Right::type>>();
        return comparison<Operator, Left, Right>(std::move(left), std::move(right));
    }
}

template <bool Null, class Operand>
constexpr auto make_null_test(Operand operand) {
    if constexpr (!is_nullable<typename Operand::type>) (void)refuse<never_null<Operand>>();
    return null_test<Null, Operand>(std::move(operand));
}

template <comparison_operator Operator, class L, class R>
constexpr auto compare(L&& l, R&& r) {
    if constexpr (is_expression<L>) {
        auto left = plain_t<L>(std::forward<L>(l));
        auto right = operand<plain_t<L>>(std::forward<R>(r));
        return make_comparison<Operator>(std::move(left), std::move(right));
    } else {
        auto left = operand<plain_t<R>>(std::forward<L>(l));
        return make_comparison<Operator>(std::move(left), plain_t<R>(std::forward<R>(r)));
    }
}

}  // namespace detail

template <class L, class R>
    requires(detail::is_expression<L> || detail::is_expression<R>)
constexpr auto operator==(L&& l, R&& r) {
    if constexpr (__is_same(detail::plain_t<R>, std::nullopt_t))
        return detail::make_null_test<true>(std::forward<L>(l));
    else if constexpr (__is_same(detail::plain_t<L>, std::nullopt_t))
        return detail::make_null_test<true>(std::forward<R>(r));
    else return detail::compare<comparison_operator::equal>(std::forward<L>(l), std::forward<R>(r));
}
template <class L, class R>
    requires(detail::is_expression<L> || detail::is_expression<R>)
constexpr auto operator!=(L&& l, R&& r) {
    if constexpr (__is_same(detail::plain_t<R>, std::nullopt_t))
        return detail::make_null_test<false>(std::forward<L>(l));
    else if constexpr (__is_same(detail::plain_t<L>, std::nullopt_t))
        return detail::make_null_test<false>(std::forward<R>(r));
    else return detail::compare<comparison_operator::not_equal>(std::forward<L>(l), std::forward<R>(r));
}
template <class L, class R>
    requires(detail::is_expression<L> || detail::is_expression<R>)
constexpr auto operator<(L&& l, R&& r) {
    return detail::compare<comparison_operator::less>(std::forward<L>(l), std::forward<R>(r));
}
template <class L, class R>
    requires(detail::is_expression<L> || detail::is_expression<R>)
constexpr auto operator<=(L&& l, R&& r) {
    return detail::compare<comparison_operator::less_equal>(std::forward<L>(l), std::forward<R>(r));
}
template <class L, class R>
    requires(detail::is_expression<L> || detail::is_expression<R>)
constexpr auto operator>(L&& l, R&& r) {
    return detail::compare<comparison_operator::greater>(std::forward<L>(l), std::forward<R>(r));
}
template <class L, class R>
    requires(detail::is_expression<L> || detail::is_expression<R>)
constexpr auto operator>=(L&& l, R&& r) {
    return detail::compare<comparison_operator::greater_equal>(std::forward<L>(l), std::forward<R>(r));
}

}  // namespace interlock
