// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/common_type.hpp>
#include <interlock/query/function.hpp>
#include <interlock/query/logic.hpp>

#include <utility>

namespace interlock {

template <class Operand>
struct null_among_compared {
    static_assert(
        never<Operand>,
        "interlock: the greatest or least of values of which one may be NULL: SQLite says NULL there and "
        "PostgreSQL leaves it out; say which is meant with il::coalesce(value, ...)");
};

template <class Condition, class Value>
struct case_branch {
    Condition condition;
    Value value;

    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        condition.values(visit);
        value.values(visit);
    }
};

/// Where no branch is taken and nothing else is said: NULL.
struct no_otherwise : expression {
    template <class Source>
    static constexpr bool known() {
        return true;
    }
    template <class Visitor>
    constexpr void values(Visitor&) const {}
};

/// `il::case_when(condition, value).when(condition, value).otherwise(value)`: the value of the first condition
/// that is true.
template <class T, class Otherwise, class... Branches>
struct case_expression;

namespace detail {

template <class Indices, class... Conditions, class... Values>
constexpr auto make_case(indexed_pack<Indices, case_branch<Conditions, Values>...> branches) {
    using type = maybe_null<true, common<Values...>>;
    return case_expression<type, no_otherwise, case_branch<Conditions, Values>...>(std::move(branches), {});
}

template <class Condition, class V>
constexpr auto make_branch(Condition condition, V&& v) {
    (void)require_condition<Condition>();
    return case_branch<Condition, argument_t<V>>{std::move(condition), argument(std::forward<V>(v))};
}

}  // namespace detail

template <class T, class Otherwise, class... Conditions, class... Values>
struct case_expression<T, Otherwise, case_branch<Conditions, Values>...>
    : expression_methods<case_expression<T, Otherwise, case_branch<Conditions, Values>...>> {
    using type = T;
    using branch_list = detail::pack<case_branch<Conditions, Values>...>;
    static constexpr bool aggregate =
        Otherwise::aggregate || ((Conditions::aggregate || Values::aggregate) || ...);
    static constexpr bool bound = Otherwise::bound || ((Conditions::bound || Values::bound) || ...);

    branch_list branches;
    Otherwise last;

    constexpr case_expression(branch_list b, Otherwise o) : branches(std::move(b)), last(std::move(o)) {}

    /// A further branch, for where those before it are not taken.
    template <class Condition, class V>
    constexpr auto when(Condition condition, V&& v) const {
        auto more = detail::make_branch(std::move(condition), std::forward<V>(v));
        return detail::make_case(detail::joined(branches, std::move(more)));
    }
    /// The value where no branch is taken; without it, NULL.
    template <class V>
    constexpr auto otherwise(V&& v) const {
        using node = detail::argument_t<V>;
        using result = detail::maybe_null<detail::any_null<Values..., node>, detail::common<Values..., node>>;
        return case_expression<result, node, case_branch<Conditions, Values>...>(
            branches, detail::argument(std::forward<V>(v)));
    }

    template <class Source>
    static constexpr bool known() {
        return ((Conditions::template known<Source>() && Values::template known<Source>()) && ...) &&
               Otherwise::template known<Source>();
    }
    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        branches.each([&](const auto& b) { b.values(visit); });
        last.values(visit);
    }
};

template <class Condition, class V>
constexpr auto case_when(Condition condition, V&& v) {
    auto branch = detail::make_branch(std::move(condition), std::forward<V>(v));
    return detail::make_case(detail::pack<decltype(branch)>{{std::move(branch)}});
}

/// The first that is not NULL; not null where the last of them is not.
template <class First, class... More>
constexpr auto coalesce(First&& first, More&&... more) {
    using type = detail::common<detail::argument_t<First>, detail::argument_t<More>...>;
    constexpr bool nullable = (detail::is_nullable<typename detail::argument_t<First>::type> && ... &&
                               detail::is_nullable<typename detail::argument_t<More>::type>);
    return call<function_id::coalesce, detail::maybe_null<nullable, type>, detail::argument_t<First>,
                detail::argument_t<More>...>(detail::argument(std::forward<First>(first)),
                                             detail::argument(std::forward<More>(more))...);
}

/// NULL where it equals the other value.
template <class T, class V>
constexpr auto nullif(T&& v, V&& other) {
    using node = detail::argument_t<T>;
    using right = decltype(detail::operand<node>(std::forward<V>(other)));
    if constexpr (!detail::types_compare<node, right>())
        (void)detail::refuse<types_do_not_compare<typename node::type, typename right::type>>();
    return call<function_id::nullif, detail::maybe_null<true, detail::without_null<detail::read_type<node>>>,
                node, right>(detail::argument(std::forward<T>(v)),
                             detail::operand<node>(std::forward<V>(other)));
}

namespace detail {

template <class Node>
constexpr bool require_no_null() {
    if constexpr (is_nullable<typename Node::type>) return refuse<null_among_compared<Node>>();
    else return true;
}

template <function_id Function, class... Ts>
constexpr auto extreme(Ts&&... vs) {
    (void)(require_no_null<argument_t<Ts>>() && ...);
    return call<Function, common<argument_t<Ts>...>, argument_t<Ts>...>(argument(std::forward<Ts>(vs))...);
}

}  // namespace detail

/// The greatest of values that are not null.
template <class First, class Second, class... More>
constexpr auto greatest(First&& first, Second&& second, More&&... more) {
    return detail::extreme<function_id::greatest>(std::forward<First>(first), std::forward<Second>(second),
                                                  std::forward<More>(more)...);
}
/// The least of values that are not null.
template <class First, class Second, class... More>
constexpr auto least(First&& first, Second&& second, More&&... more) {
    return detail::extreme<function_id::least>(std::forward<First>(first), std::forward<Second>(second),
                                               std::forward<More>(more)...);
}

}  // namespace interlock
