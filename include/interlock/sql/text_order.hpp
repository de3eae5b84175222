// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/aggregate.hpp>
#include <interlock/query/conditional.hpp>
#include <interlock/query/function.hpp>
#include <interlock/query/projection.hpp>
#include <interlock/query/subquery.hpp>
#include <interlock/query/user_function.hpp>
#include <interlock/query/value.hpp>
#include <interlock/query/window.hpp>

// Texts are ordered by their bytes where they come from a column, which is made so. What is computed of bound values
// and of what is no text has the order of the database on PostgreSQL, and has to be told.

namespace interlock::detail {

/// Whether there is a column in a text, or what has the order of one.
template <class Node>
inline constexpr bool is_ordered_text = true;
template <class Stored, value_kind Kind>
inline constexpr bool is_ordered_text<value<Stored, Kind>> = false;
template <class T, value_kind Kind>
inline constexpr bool is_ordered_text<placeholder<T, Kind>> = false;
template <value_kind Kind>
inline constexpr bool is_ordered_text<null_value<Kind>> = false;
template <>
inline constexpr bool is_ordered_text<no_otherwise> = false;

/// Of the arguments of a function it is the texts.
template <class Node>
constexpr bool orders_text() {
    if constexpr (node_kind<Node>() != value_kind::text) return false;
    else return is_ordered_text<Node>;
}

template <function_id Function, class T, class... Arguments>
inline constexpr bool is_ordered_text<call<Function, T, Arguments...>> = Function == function_id::lower ||
                                                                         Function == function_id::upper ||
                                                                         (orders_text<Arguments>() || ...);
template <fixed_string Name, class T, class... Arguments>
inline constexpr bool is_ordered_text<user_call<Name, T, Arguments...>> = (orders_text<Arguments>() || ...);
template <function_id Function, class T, class Filter, class... Arguments>
inline constexpr bool
    is_ordered_text<aggregate_call<Function, T, Filter, Arguments...>> = (orders_text<Arguments>() || ...);
template <function_id Function, class T, class Filter, class Window, class... Arguments>
inline constexpr bool is_ordered_text<windowed_call<Function, T, Filter, Window, Arguments...>> =
    (orders_text<Arguments>() || ...);
template <class T, class From, class Column, class Where, class Grouping, class Order, class Quantifier,
          bounds Bounds>
inline constexpr bool is_ordered_text<
    scalar_subquery<T, select_parts<From, projection<Column>, Where, Grouping, Order, Quantifier, Bounds>>> =
    is_ordered_text<Column>;
template <class T, class Otherwise, class... Conditions, class... Values>
inline constexpr bool is_ordered_text<case_expression<T, Otherwise, case_branch<Conditions, Values>...>> =
    is_ordered_text<Otherwise> || (is_ordered_text<Values> || ...);

/// Whether these are texts of which none has the order of a column.
template <class... Nodes>
constexpr bool lacks_order() {
    return sizeof...(Nodes) != 0 &&
           ((node_kind<Nodes>() == value_kind::text && !is_ordered_text<Nodes>)&&...);
}

}  // namespace interlock::detail
