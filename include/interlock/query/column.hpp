// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/arithmetic.hpp>
#include <interlock/query/assignment.hpp>
#include <interlock/query/methods.hpp>
#include <interlock/query/source.hpp>

#include <utility>

namespace interlock {

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
struct column_reference : expression_methods<column_reference<Member>> {
    using type = detail::value_of<Member>;
    static constexpr auto member = Member;
    static constexpr value_kind kind = detail::column_kind<Member>();

    template <class Source>
    static constexpr bool known() {
        return Source::template holds<Member>();
    }
    template <class Visitor>
    constexpr void values(Visitor&) const {}

    /// `set(il::col<&Gem::tissue> = "kidney")`
    template <class V>
    constexpr auto operator=(V&& v) const {
        return detail::make_assignment<Member>(std::forward<V>(v));
    }
    /// `set(il::col<&Product::stock> -= 1)`: computed by the database, from the value that is there then.
    template <class V>
    constexpr auto operator+=(V&& v) const {
        return detail::make_assignment<Member>(*this + std::forward<V>(v));
    }
    template <class V>
    constexpr auto operator-=(V&& v) const {
        return detail::make_assignment<Member>(*this - std::forward<V>(v));
    }
    template <class V>
    constexpr auto operator*=(V&& v) const {
        return detail::make_assignment<Member>(*this * std::forward<V>(v));
    }
    /// By a column that may be 0 the quotient is NULL there, which only a column that may be NULL takes.
    template <class V>
    constexpr auto operator/=(V&& v) const {
        return detail::make_assignment<Member>(*this / std::forward<V>(v));
    }
    template <class V>
    constexpr auto operator%=(V&& v) const {
        return detail::make_assignment<Member>(*this % std::forward<V>(v));
    }
};

/// The column of a member: `il::col<&Gem::organism> == "Homo sapiens"`.
template <auto Member>
inline constexpr column_reference<Member> col{};

}  // namespace interlock
