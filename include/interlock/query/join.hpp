// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/condition.hpp>
#include <interlock/query/result_columns.hpp>
#include <interlock/query/source.hpp>

#include <cstddef>

namespace interlock {

template <class M>
struct table_joined_twice {
    static_assert(
        never<M>,
        "interlock: a table stands twice in one query: its columns would have two meanings; put one of "
        "the two into a subquery, or into a common table with its own model");
};

/// Tables, and one more beside each of their rows for which the condition is true.
template <class From, class M, class Condition>
struct from_join {
    static constexpr bool is_plain = From::is_plain;
    static constexpr bool is_one_table = false;
    static constexpr bool bound = From::bound || Condition::bound;
    using first = typename From::first;
    using result = typename From::result::template with<M>;
    using kinds =
        detail::joined_kinds<typename From::kinds, decltype(detail::kinds_of_fields(detail::fields_of<M>{}))>;
    template <class Executor>
    using rows = typename From::template rows<Executor>::template with<M>;
    template <class Other>
    static constexpr bool is_common() {
        return From::template is_common<Other>();
    }

    From from{};
    Condition condition{};

    template <auto Member>
    static constexpr std::size_t position() {
        if constexpr (From::template position<Member>() != table_info::npos)
            return From::template position<Member>();
        else if constexpr (detail::field_index<M, Member> == table_info::npos) return table_info::npos;
        else
            return detail::result_columns<typename From::result>::type::size + detail::field_index<M, Member>;
    }
    template <class Outer>
    static constexpr bool reached() {
        if constexpr (!From::template reached<Outer>()) return false;
        else return Outer::template reaches<M>();
    }
    /// Whether the conditions may stand there.
    template <class Source>
    static constexpr bool known() {
        return From::template known<Source>() && Condition::template known<Source>();
    }
    template <class Visitor>
    constexpr void values_before_select(Visitor& visit) const {
        from.values_before_select(visit);
    }
    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        from.values(visit);
        condition.values(visit);
    }
};

namespace detail {

template <class Executor, class... Models>
constexpr bool has_table(rows_of<Executor, Models...>*, const table_info& t) {
    return (table_of<Models>().is(t) || ...);
}

/// The tables with one more.
template <class Executor, class M, class From, class Condition>
constexpr auto join(From from, Condition condition) {
    using rows = typename From::template rows<Executor>;
    using joined = typename rows::template with<M>;
    if constexpr (has_table(static_cast<rows*>(nullptr), table_of<M>())) {
        (void)refuse<table_joined_twice<M>>();
        return from;
    } else if constexpr (!rows::template reaches<M>()) return from;
    else if constexpr (!require_condition<Condition>()) return from;
    else if constexpr (!Condition::template known<joined>()) return from;
    else return from_join<From, M, Condition>{static_cast<From&&>(from), static_cast<Condition&&>(condition)};
}

}  // namespace detail

}  // namespace interlock
