// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/function.hpp>

#include <cstdint>
#include <utility>

// Integers are computed in 64 bits and numbers in double precision, whatever the width of the columns; what overflows
// is out of range where it is read or stored, on PostgreSQL anywhere (docs/queries.md). Integers
// are divided as C++ does. What is divided by NULL or by a column that holds 0 is NULL; so such a quotient may
// be null, unless the divisor is a value, which is looked at when the query is built.

namespace interlock {

template <class Left, class Right>
struct remainder_of_what_is_no_integer {
    static_assert(
        never<Left>,
        "interlock: a remainder of what is no integer: the engines disagree there; cast the operands "
        "to integers, or compute a - il::floor(a / b) * b");
};

namespace detail {

template <class... Operands>
constexpr auto number_of() {
    if constexpr ((is_integer(node_kind<Operands>()) && ...)) return std::int64_t{};
    else return double{};
}

/// il::arg is of the kind of its neighbour.
template <function_id Function, class L, class R>
constexpr auto compute(L l, R r) {
    if constexpr (!require_number<L>()) return refused_value{};
    else if constexpr (!require_number<R>()) return refused_value{};
    else return make_call<Function, decltype(number_of<L, R>())>(std::move(l), std::move(r));
}

template <class T>
inline constexpr bool is_bound = false;
template <class Stored, value_kind Kind>
inline constexpr bool is_bound<value<Stored, Kind>> = !is_nullable<Stored>;
template <class T, value_kind Kind>
inline constexpr bool is_bound<placeholder<T, Kind>> = true;

/// A quotient or a remainder.
template <function_id Function, function_id OrNull, class L, class R>
constexpr auto divide(L l, R r) {
    if constexpr (!require_number<L>()) return refused_value{};
    else if constexpr (!require_number<R>()) return refused_value{};
    else if constexpr (Function == function_id::modulo &&
                       !(is_integer(node_kind<L>()) && is_integer(node_kind<R>()))) {
        (void)refuse<remainder_of_what_is_no_integer<typename L::type, typename R::type>>();
        return refused_value{};
    } else {
        using number = decltype(number_of<L, R>());
        if constexpr (is_bound<R>) {
            if constexpr (requires { r.stored; })
                if (r.stored == 0) throw value_out_of_range("a query divides by zero");
            return make_call<Function, number>(std::move(l), std::move(r));
        } else return call<OrNull, maybe_null<true, number>, L, R>(std::move(l), std::move(r));
    }
}

template <class Node>
struct time_added_to_what_is_no_time {
    static_assert(
        never<Node>,
        "interlock: a span of time is added to what is no point in time; add it to a column of a time "
        "point, or to il::now");
};

/// Some microseconds later.
template <class Node>
constexpr auto shifted(Node node, std::int64_t microseconds) {
    if constexpr (node_kind<Node>() != value_kind::timestamp) {
        (void)refuse<time_added_to_what_is_no_time<typename Node::type>>();
        return refused_value{};
    } else
        return make_call<function_id::later_by, without_null<read_type<Node>>>(std::move(node),
                                                                               make_value(microseconds));
}

/// Both operands of an operator, of which one at least is an expression.
template <class Function, class L, class R>
constexpr auto with_operands(Function function, L&& l, R&& r) {
    if constexpr (is_expression<L>)
        return function(plain_t<L>(std::forward<L>(l)), operand<plain_t<L>>(std::forward<R>(r)));
    else return function(operand<plain_t<R>>(std::forward<L>(l)), plain_t<R>(std::forward<R>(r)));
}

}  // namespace detail

template <class L, class R>
    requires(detail::is_expression<L> || detail::is_expression<R>)
constexpr auto operator+(L&& l, R&& r) {
    if constexpr (detail::time_span<detail::plain_t<R>>::is)
        return detail::shifted(detail::plain_t<L>(l), detail::time_span<detail::plain_t<R>>::microseconds(r));
    else
        return detail::with_operands(
            [](auto a, auto b) { return detail::compute<function_id::add>(std::move(a), std::move(b)); },
            std::forward<L>(l), std::forward<R>(r));
}
template <class L, class R>
    requires(detail::is_expression<L> || detail::is_expression<R>)
constexpr auto operator-(L&& l, R&& r) {
    if constexpr (detail::time_span<detail::plain_t<R>>::is)
        return detail::shifted(detail::plain_t<L>(l),
                               -detail::time_span<detail::plain_t<R>>::microseconds(r));
    else
        return detail::with_operands(
            [](auto a, auto b) { return detail::compute<function_id::subtract>(std::move(a), std::move(b)); },
            std::forward<L>(l), std::forward<R>(r));
}
template <class L, class R>
    requires(detail::is_expression<L> || detail::is_expression<R>)
constexpr auto operator*(L&& l, R&& r) {
    return detail::with_operands(
        [](auto a, auto b) { return detail::compute<function_id::multiply>(std::move(a), std::move(b)); },
        std::forward<L>(l), std::forward<R>(r));
}
template <class L, class R>
    requires(detail::is_expression<L> || detail::is_expression<R>)
constexpr auto operator/(L&& l, R&& r) {
    return detail::with_operands(
        [](auto a, auto b) {
            return detail::divide<function_id::divide, function_id::divide_or_null>(std::move(a),
                                                                                    std::move(b));
        },
        std::forward<L>(l), std::forward<R>(r));
}
/// Of integers; its sign is that of the dividend, as in C++.
template <class L, class R>
    requires(detail::is_expression<L> || detail::is_expression<R>)
constexpr auto operator%(L&& l, R&& r) {
    return detail::with_operands(
        [](auto a, auto b) {
            return detail::divide<function_id::modulo, function_id::modulo_or_null>(std::move(a),
                                                                                    std::move(b));
        },
        std::forward<L>(l), std::forward<R>(r));
}
template <class T>
    requires(detail::is_expression<T>)
constexpr auto operator-(T&& v) {
    using node = detail::plain_t<T>;
    if constexpr (!detail::require_number<node>()) return detail::refused_value{};
    else return detail::make_call<function_id::negate, decltype(detail::number_of<node>())>(node(v));
}

/// The remainder: `a % b`.
template <class L, class R>
constexpr auto mod(L&& l, R&& r) {
    return std::forward<L>(l) % std::forward<R>(r);
}

}  // namespace interlock
