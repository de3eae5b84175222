// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/member.hpp>
#include <interlock/query/comparison.hpp>
#include <interlock/query/value.hpp>

#include <optional>
#include <utility>

namespace interlock {

template <auto Member>
struct column_reference;

/// `il::col<&Gem::tissue> = "kidney"`, for update().set().
template <auto Member, class Value>
struct assignment {
    static constexpr auto member = Member;
    using value_type = Value;

    Value value;

    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        value.values(visit);
    }
};

/// NULL as a value that is set.
template <value_kind Kind>
struct null_value : expression {
    using type = std::nullopt_t;
    static constexpr value_kind kind = Kind;

    template <class Source>
    static constexpr bool known() {
        return true;
    }
    template <class Visitor>
    constexpr void values(Visitor&) const {}
};

template <auto Member, class Value>
struct types_do_not_assign {
    static_assert(never<Value>,
                  "interlock: a column is set to a value of another type; convert the value to the type of "
                  "the member");
};

template <auto Member>
struct null_in_a_column_that_is_not_null {
    static_assert(never<column_reference<Member>>,
                  "interlock: a column that is not null is set to a value that may be "
                  "null; give the value itself (*v), or declare the member as "
                  "std::optional");
};

namespace detail {

template <class T>
concept has_digits = requires {
    codec<T>::precision;
};

/// Two decimals of different digits: engines would round. The digits of a bound value are known when it is bound.
template <class A, class B>
inline constexpr bool other_digits = has_digits<A>&& has_digits<B> && !__is_same(A, B);

template <auto Member, class V>
constexpr auto make_assignment(V&& v) {
    using column = column_reference<Member>;
    using type = value_of<Member>;
    if constexpr (__is_same(plain_t<V>, std::nullopt_t)) {
        if constexpr (!is_nullable<type>) (void)refuse<null_in_a_column_that_is_not_null<Member>>();
        return assignment<Member, null_value<node_kind<column>()>>{{}};
    } else {
        using value = decltype(operand<column>(std::forward<V>(v)));
        if constexpr (!types_compare<column, value>())
            (void)refuse<types_do_not_assign<Member, typename value::type>>();
        else if constexpr (is_integer(node_kind<column>()) && !is_integer(node_kind<value>()))
            (void)refuse<types_do_not_assign<Member, typename value::type>>();
        else if constexpr (other_digits<without_null<type>, without_null<typename value::type>>)
            (void)refuse<types_do_not_assign<Member, typename value::type>>();
        else if constexpr (!is_nullable<type> && is_nullable<typename value::type>)
            (void)refuse<null_in_a_column_that_is_not_null<Member>>();
        return assignment<Member, value>{operand<column>(std::forward<V>(v))};
    }
}

}  // namespace detail

}  // namespace interlock
