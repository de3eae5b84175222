// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/function_id.hpp>
#include <interlock/query/methods.hpp>
#include <interlock/query/pack.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace interlock {

/// A function of its arguments, whose value is a T.
template <function_id Function, class T, class... Arguments>
struct call : expression_methods<call<Function, T, Arguments...>> {
    using type = T;
    static constexpr bool aggregate = (Arguments::aggregate || ...);
    static constexpr bool bound = (Arguments::bound || ...);
    static constexpr bool infix = is_infix(Function);

    detail::pack<Arguments...> arguments;

    constexpr explicit call(Arguments... a) : arguments{{std::move(a)}...} {}

    template <class Source>
    static constexpr bool known() {
        return (Arguments::template known<Source>() && ...);
    }
    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        arguments.each([&](const auto& a) { a.values(visit); });
    }
};

template <class Operand>
struct function_of_what_is_no_number {
    static_assert(never<Operand>,
                  "interlock: a computation with what is no number; il::cast turns a value into one, and "
                  "il::concat joins texts");
};

template <class Operand>
struct function_of_what_is_no_text {
    static_assert(
        never<Operand>,
        "interlock: a function of text is given a value of another type; il::cast<std::string> turns an "
        "integer into text");
};

namespace detail {

/// Whether a type is a span of time; specialised where there are such types.
template <class T>
struct time_span {
    static constexpr bool is = false;
};

/// The type that a value is read as: views become owners.
template <class T>
struct owner_type {
    using type = T;
};
template <>
struct owner_type<std::string_view> {
    using type = std::string;
};
template <>
struct owner_type<blob_view> {
    using type = std::vector<std::byte>;
};
template <class T>
struct owner_type<std::optional<T>> {
    using type = std::optional<typename owner_type<T>::type>;
};
template <class Node>
using read_type = typename owner_type<typename Node::type>::type;

template <class... Nodes>
inline constexpr bool any_null = (is_nullable<typename Nodes::type> || ...);

/// An expression as it is, or a bound value.
template <class T>
constexpr auto argument(T&& v) {
    if constexpr (is_expression<T>) return plain_t<T>(std::forward<T>(v));
    else if constexpr (__is_same(plain_t<T>, now_t)) return time_of_statement{};
    else return make_value(std::forward<T>(v));
}
template <class T>
using argument_t = decltype(argument(std::declval<T>()));

template <class Node>
constexpr bool require_number() {
    if constexpr (__is_same(Node, refused_value)) return false;
    else if constexpr (is_number(node_kind<Node>())) return true;
    else return refuse<function_of_what_is_no_number<Node>>();
}
template <class Node>
constexpr bool require_text() {
    if constexpr (__is_same(Node, refused_value)) return false;
    else if constexpr (node_kind<Node>() == value_kind::text) return true;
    else return refuse<function_of_what_is_no_text<Node>>();
}

/// A call whose value may be null where one of its arguments may.
template <function_id Function, class T, class... Arguments>
constexpr auto make_call(Arguments... a) {
    return call<Function, maybe_null<any_null<Arguments...>, T>, Arguments...>(std::move(a)...);
}

}  // namespace detail

}  // namespace interlock
