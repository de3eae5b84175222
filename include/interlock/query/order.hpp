// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/column.hpp>
#include <interlock/query/pack.hpp>

#include <cstddef>
#include <cstdint>
#include <utility>

namespace interlock {

/// One term of order_by. NULLs come last in ascending order and first in descending order, on every engine.
template <class Operand, bool Descending>
struct order_term {
    using operand_type = Operand;
    static constexpr bool descending = Descending;

    Operand operand{};
};

template <class Column>
struct position_where_no_rows_are_ordered {
    static_assert(
        never<Column>,
        "interlock: il::selected names a column of the result in order_by(): of a select with its "
        "columns, or of a union, an intersection or a difference; elsewhere write the expression itself");
};

template <class Column>
struct no_such_position {
    static_assert(
        never<Column>,
        "interlock: il::selected beyond the columns of the result: it counts them from 0 on; name one of "
        "those that are selected");
};

template <class Term>
struct not_an_order {
    static_assert(
        never<Term>,
        "interlock: order_by() takes what says its direction: il::asc<&M::x> or il::desc<&M::x> for a "
        "column, il::ascending(e) or il::descending(e) for an expression");
};

/// A column of the result by its position, from 0 on, to order the rows by.
template <std::size_t Position>
struct selected_column : expression {
    using type = std::int64_t;

    template <class Source>
    static constexpr bool known() {
        return detail::refuse<position_where_no_rows_are_ordered<selected_column>>();
    }
    template <class Visitor>
    constexpr void values(Visitor&) const {}
};

template <std::size_t Position>
inline constexpr selected_column<Position> selected{};

namespace detail {

/// The position that an order names; npos where it is an expression.
template <class Operand>
inline constexpr std::size_t named_position = table_info::npos;
template <std::size_t Position>
inline constexpr std::size_t named_position<selected_column<Position>> = Position;

template <class T>
concept is_order_term = requires {
    typename plain_t<T>::operand_type;
};

template <class Term>
constexpr bool require_order_term() {
    if constexpr (is_order_term<Term>) return true;
    else return refuse<not_an_order<plain_t<Term>>>();
}

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
constexpr auto ascending(Expression e) {
    (void)detail::require_comparable<Expression>();
    return order_term<Expression, false>{std::move(e)};
}
template <class Expression>
    requires(detail::is_expression<Expression>)
constexpr auto descending(Expression e) {
    (void)detail::require_comparable<Expression>();
    return order_term<Expression, true>{std::move(e)};
}

template <class T>
struct not_an_expression {
    static_assert(
        never<T>,
        "interlock: il::ascending() and il::descending() take an expression, such as il::lower(il::col<&M::x>) "
        "or il::selected<0>; a value would give all rows the same place");
};
template <class T>
    requires(!detail::is_expression<T>)
constexpr auto ascending(const T&) {
    (void)detail::refuse<not_an_expression<T>>();
    return order_term<detail::refused_value, false>{};
}
template <class T>
    requires(!detail::is_expression<T>)
constexpr auto descending(const T& v) { return ascending(v); }

template <class... Terms>
struct ordering {
    static constexpr bool aggregate = (Terms::operand_type::aggregate || ...);
    static constexpr bool bound = (Terms::operand_type::bound || ...);
    static constexpr bool empty = sizeof...(Terms) == 0;
    static constexpr bool by_position =
        ((detail::named_position<typename Terms::operand_type> != table_info::npos) || ...);

    detail::pack<Terms...> terms;

    template <class Source>
    static constexpr bool known() {
        return (Source::template selects<typename Terms::operand_type>() && ...);
    }
    /// The same where rows with columns of these kinds are ordered, which may be by position.
    template <class Source, class Kinds>
    static constexpr bool sorts() {
        return (sorts_by<Source, Kinds, typename Terms::operand_type>() && ...);
    }
    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        terms.each([&](const auto& t) { t.operand.values(visit); });
    }

private:
    template <class Source, class Kinds, class Operand>
    static constexpr bool sorts_by() {
        constexpr std::size_t position = detail::named_position<Operand>;
        if constexpr (position == table_info::npos) return Source::template selects<Operand>();
        else if constexpr (position >= Kinds::size) return detail::refuse<no_such_position<Operand>>();
        else if constexpr (!Kinds::comparable(position))
            return detail::refuse<no_engines_agree_on_its_comparison<Operand>>();
        else return true;
    }
};

namespace detail {

template <class... Terms, class... More>
constexpr auto then(const ordering<Terms...>& order, More... more) {
    return ordering<Terms..., More...>{joined(order.terms, std::move(more)...)};
}

}  // namespace detail

}  // namespace interlock
