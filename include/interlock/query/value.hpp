// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/codec.hpp>
#include <interlock/model/literal.hpp>
#include <interlock/model/refusal.hpp>
#include <interlock/query/expression.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace interlock {

/// A bound value. Text given as a literal, const char* or string_view is referred to, as a view is anywhere;
/// a std::string is copied or moved in, so that a query may outlive it.
template <class Stored, value_kind Kind>
struct value : bound_expression<value<Stored, Kind>> {
    using type = Stored;
    static constexpr value_kind kind = Kind;

    Stored stored;

    constexpr explicit value(Stored s) : stored(std::move(s)) {}
};

/// A place for a value in a text that is only looked at: `il::col<&Gem::id> == il::arg`.
struct arg_t {};
inline constexpr arg_t arg{};

template <class Statement>
struct il_arg_has_no_value {
    static_assert(never<Statement>,
                  "interlock: il::arg stands for no value, so the query cannot run; it is for il::sql "
                  "alone: write the value in its place");
};

/// il::arg beside an operand of this type.
template <class T, value_kind Kind>
struct placeholder : expression {
    using type = T;
    static constexpr value_kind kind = Kind;
    static constexpr bool bound = true;

    template <class Source>
    static constexpr bool known() {
        return true;
    }
    template <class Visitor>
    constexpr void values(Visitor&) const {
        (void)detail::refuse<il_arg_has_no_value<Visitor>>();
    }
};

template <class Function>
struct window_function_without_over {
    static_assert(never<Function>,
                  "interlock: a window function without its window: write .over() for all rows, or "
                  ".over(il::partition_by(...).order_by(...))");
};

template <class Pointer>
struct member_that_is_no_column {
    static_assert(
        never<Pointer>,
        "interlock: a pointer to a member where an expression is wanted: the column of the member &M::x is "
        "il::col<&M::x>");
};

template <class T>
struct value_cannot_be_bound {
    static_assert(never<T>,
                  "interlock: a value of this type cannot be bound: there is no il::codec for it; specialise "
                  "il::codec<T>, or convert the value first");
};

namespace detail {

template <class T>
inline constexpr bool is_char_pointer = false;
template <>
inline constexpr bool is_char_pointer<const char*> = true;
template <>
inline constexpr bool is_char_pointer<char*> = true;
template <std::size_t N>
inline constexpr bool is_char_pointer<char[N]> = true;
template <std::size_t N>
inline constexpr bool is_char_pointer<const char[N]> = true;

template <class Stored>
inline constexpr bool owns_itself = !__is_same(Stored, std::string_view) && !__is_same(Stored, blob_view);

/// An enumeration with names, stored by number or by name.
template <class T>
inline constexpr bool named_enum = __is_same(typename codec<T>::stored, stored_enum);

/// What stands in the place of a value that was refused; it fits everywhere.
struct refused_value : bound_expression<refused_value> {
    using type = std::int64_t;
    static constexpr value_kind kind = value_kind::int64;
    type stored = 0;
};

template <bool Nullable>
struct truth_value {
    using type = bool;
};
template <>
struct truth_value<true> {
    using type = std::optional<bool>;
};

/// The type of a condition on these operands: NULL makes it neither true nor false.
template <class... Operands>
using truth = typename truth_value<(is_nullable<typename Operands::type> || ...)>::type;

/// The kind of an operand's value.
template <class T>
inline constexpr value_kind kind_of = codec<without_null<T>>::kind;

/// The kind of an expression's value: what it says, or that of its type.
template <class Node>
constexpr value_kind node_kind() {
    if constexpr (requires { Node::kind; }) return Node::kind;
    else return kind_of<typename Node::type>;
}

/// il::now in a query.
struct time_of_statement : expression {
    using type = stored_timestamp;
    static constexpr value_kind kind = value_kind::timestamp;

    template <class Source>
    static constexpr bool known() {
        return true;
    }
    template <class Visitor>
    constexpr void values(Visitor&) const {}
};

/// What stands beside a value of which nothing is known.
struct no_neighbour {
    using type = void;
    static constexpr value_kind kind = value_kind::int64;
};

template <class T>
inline constexpr bool is_member_pointer = false;
template <class T, class C>
inline constexpr bool is_member_pointer<T C::*> = true;

/// Why there is no codec for a type.
template <class T>
constexpr bool refuse_value() {
    if constexpr (requires { typename T::lacks_over; }) return refuse<window_function_without_over<T>>();
    else if constexpr (is_member_pointer<T>) return refuse<member_that_is_no_column<T>>();
    else return refuse<value_cannot_be_bound<T>>();
}

/// Turns a C++ value into a bound one of a canonical type, so that `== 7` and `== 7L` are one instantiation; its
/// neighbour says how an enumerator is stored, and which other types it takes as its own.
template <class Neighbour = no_neighbour, class T>
constexpr auto make_value(T&& v) {
    using U = plain_t<T>;
    if constexpr (is_char_pointer<U>) return value<std::string_view, value_kind::text>(std::string_view(v));
    else if constexpr (is_nullable<U>) {
        using inner = decltype(make_value<Neighbour>(*std::forward<T>(v)));
        using stored = std::optional<typename inner::type>;
        return value<stored, inner::kind>(
            v.has_value() ? stored(make_value<Neighbour>(*std::forward<T>(v)).stored) : stored());
    } else if constexpr (!storable<U>) {
        (void)refuse_value<U>();
        return refused_value{};
    } else if constexpr (requires { codec<without_null<typename Neighbour::type>>::accept(v); })
        return make_value(codec<without_null<typename Neighbour::type>>::accept(v));
    else if constexpr (named_enum<U>) {
        if constexpr (node_kind<Neighbour>() == value_kind::text)
            return value<std::string_view, value_kind::text>(codec<U>::encode(v).name);
        else return value<std::int64_t, widened(codec<U>::kind)>(codec<U>::encode(v).number);
    } else if constexpr (owns_itself<typename codec<U>::stored>)
        return value<typename codec<U>::stored, widened(codec<U>::kind)>(codec<U>::encode(v));
    else return value<U, codec<U>::kind>(U(std::forward<T>(v)));
}

/// An expression as it is; il::arg typed by its neighbour; anything else as a bound value.
template <class Neighbour, class T>
constexpr auto operand(T&& v) {
    using U = plain_t<T>;
    if constexpr (is_expression<U>) return U(std::forward<T>(v));
    else if constexpr (__is_same(U, now_t)) return time_of_statement{};
    else if constexpr (__is_same(U, arg_t))
        return placeholder<without_null<typename Neighbour::type>, widened(node_kind<Neighbour>())>{};
    else return make_value<Neighbour>(std::forward<T>(v));
}

}  // namespace detail

}  // namespace interlock
