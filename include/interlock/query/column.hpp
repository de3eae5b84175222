// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/field_index.hpp>
#include <interlock/query/assignment.hpp>
#include <interlock/query/between.hpp>
#include <interlock/query/comparison.hpp>
#include <interlock/query/in_list.hpp>
#include <interlock/query/match.hpp>

#include <initializer_list>
#include <utility>

namespace interlock {

template <auto Member, class Source>
struct column_of_a_table_not_in_the_query {
    static_assert(never<Source>,
                  "interlock: a column of a table that is not in the query, or a member that is not a "
                  "field of its model; query that model, or list the member in its il::fields");
};

namespace detail {

/// How a column is stored. An attribute may have a say where the type is an enumeration.
template <auto Member>
constexpr value_kind column_kind() {
    using type = without_null<value_of<Member>>;
    using owner = owner_of<Member>;
    if constexpr (named_enum<type> && declared_model<owner>)
        if constexpr (field_index<owner, Member> != table_info::npos)
            return table_of<owner>().columns[field_index<owner, Member>].kind;
    return kind_of<type>;
}

}  // namespace detail

/// A column, named by the member that holds it.
template <auto Member>
struct column_reference : expression {
    using type = detail::value_of<Member>;
    static constexpr auto member = Member;
    static constexpr value_kind kind = detail::column_kind<Member>();

    template <class Source>
    static constexpr bool known() {
        if constexpr (Source::template holds<Member>()) return true;
        else return detail::refuse<column_of_a_table_not_in_the_query<Member, Source>>();
    }
    template <class Visitor>
    constexpr void values(Visitor&) const {}

    /// `set(il::col<&Gem::tissue> = "kidney")`
    template <class V>
    constexpr auto operator=(V&& v) const {
        return detail::make_assignment<Member>(std::forward<V>(v));
    }

    constexpr auto is_null() const { return detail::make_null_test<true>(*this); }
    constexpr auto is_not_null() const { return detail::make_null_test<false>(*this); }

    template <class Range>
    constexpr auto in(const Range& range) const {
        return detail::make_membership(*this, range);
    }
    template <class V>
    constexpr auto in(std::initializer_list<V> list) const {
        return detail::make_membership(*this, list);
    }
    template <class L, class H>
    constexpr auto between(L&& low, H&& high) const {
        return detail::make_range_test(*this, std::forward<L>(low), std::forward<H>(high));
    }

    /// % stands for any text, _ for one character, \ takes the next one literally.
    template <class T>
    constexpr auto like(T&& text) const {
        return detail::make_match<pattern_kind::like>(*this, std::forward<T>(text));
    }
    template <class T>
    constexpr auto starts_with(T&& text) const {
        return detail::make_match<pattern_kind::prefix>(*this, std::forward<T>(text));
    }
    template <class T>
    constexpr auto ends_with(T&& text) const {
        return detail::make_match<pattern_kind::suffix>(*this, std::forward<T>(text));
    }
    template <class T>
    constexpr auto contains(T&& text) const {
        return detail::make_match<pattern_kind::anywhere>(*this, std::forward<T>(text));
    }
};

/// The column of a member: `il::col<&Gem::organism> == "Homo sapiens"`.
template <auto Member>
inline constexpr column_reference<Member> col{};

}  // namespace interlock
