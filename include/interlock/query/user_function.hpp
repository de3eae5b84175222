// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/fixed_string.hpp>
#include <interlock/query/comparison.hpp>
#include <interlock/query/function.hpp>

#include <string_view>
#include <utility>

namespace interlock {

/// A call of a function that the program has declared.
template <fixed_string Name, class T, class... Arguments>
struct user_call : expression_methods<user_call<Name, T, Arguments...>> {
    using type = T;
    static constexpr bool aggregate = (Arguments::aggregate || ...);
    static constexpr bool bound = (Arguments::bound || ...);

    detail::pack<Arguments...> arguments;

    constexpr explicit user_call(Arguments... a) : arguments{{std::move(a)}...} {}

    template <class Source>
    static constexpr bool known() {
        return (Arguments::template known<Source>() && ...);
    }
    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        arguments.each([&](const auto& a) { a.values(visit); });
    }
};

template <class Signature, class... Arguments>
struct function_called_otherwise {
    static_assert(
        never<Signature>,
        "interlock: a declared SQL function is called with other arguments than its signature has: as many, "
        "each of the type at its place; il::cast converts a value");
};

template <class Signature>
struct function_without_a_name {
    static_assert(
        never<Signature>,
        "interlock: the name of a declared SQL function is no name: letters, digits and underscores, with its "
        "schema and a dot before it where there is one");
};

namespace detail {

constexpr bool is_function_name(std::string_view name) {
    bool first = true;
    for (const char c : name) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        if (first ? !letter : !letter && !(c >= '0' && c <= '9') && c != '.') return false;
        first = c == '.';
    }
    return !first;
}

/// Stands beside a value that is given to a parameter, for how it is bound.
template <class T>
struct parameter_of {
    using type = T;
    static constexpr value_kind kind = kind_of<T>;
};

template <class Parameter, class Node>
constexpr bool takes() {
    constexpr value_kind to = kind_of<Parameter>, from = node_kind<Node>();
    return is_integer(to) ? is_integer(from) : kinds_compare(to, from);
}

}  // namespace detail

/// A function of the database's that is declared here, with the C++ types of its arguments and of its value; the
/// database has it, or its program has registered it:
///
///     inline constexpr il::sql_function<"soundex", std::string(std::string)> soundex{};
///     db.from<Gem>().where(soundex(il::col<&Gem::organism>) == "H500")
///
/// A parameter takes a value that may be NULL; the call is NULL then, unless the parameter is a std::optional, which
/// says that the function makes something else of it.
template <fixed_string Name, class Signature>
struct sql_function;
template <fixed_string Name, class Result, class... Parameters>
struct sql_function<Name, Result(Parameters...)> {
    template <class... Arguments>
    constexpr auto operator()(Arguments&&... arguments) const {
        if constexpr (!detail::is_function_name(Name.view())) {
            (void)detail::refuse<function_without_a_name<sql_function>>();
            return detail::refused_value{};
        } else if constexpr (sizeof...(Arguments) != sizeof...(Parameters)) {
            (void)detail::refuse<function_called_otherwise<Result(Parameters...), Arguments...>>();
            return detail::refused_value{};
        } else
            return call(
                detail::operand<detail::parameter_of<Parameters>>(std::forward<Arguments>(arguments))...);
    }

private:
    template <class... Nodes>
    static constexpr auto call(Nodes... nodes) {
        if constexpr (!(detail::takes<Parameters, Nodes>() && ...)) {
            (void)detail::refuse<function_called_otherwise<Result(Parameters...), typename Nodes::type...>>();
            return detail::refused_value{};
        } else {
            constexpr bool null =
                ((detail::is_nullable<typename Nodes::type> && !detail::is_nullable<Parameters>) || ...) ||
                detail::is_nullable<Result>;
            return user_call<Name, detail::maybe_null<null, detail::without_null<Result>>, Nodes...>(
                std::move(nodes)...);
        }
    }
};

}  // namespace interlock
