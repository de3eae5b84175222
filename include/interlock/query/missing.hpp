// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/aggregate.hpp>
#include <interlock/query/comparison.hpp>
#include <interlock/query/function.hpp>
#include <interlock/query/logic.hpp>
#include <interlock/query/table_entry.hpp>

#include <cstddef>
#include <optional>

// What an outer join makes of expressions: NULL where it found no row, also of what is never NULL in its table.

namespace interlock {

namespace detail {

/// Where all stands but columns of tables that an outer join may find no row of.
template <class From>
struct where_present {
    using rows = where_present;
    using scope = where_present;
    template <auto Member, class Name = void>
    static constexpr bool holds() {
        return !From::template may_miss<Member, Name>();
    }
    template <auto Member>
    static constexpr bool has() {
        return true;
    }
    template <auto Member>
    static constexpr bool outer_holds() {
        return true;
    }
    template <auto Member>
    static constexpr bool passes_on() {
        return true;
    }
    template <class>
    static constexpr bool aggregates() {
        return true;
    }
    template <class>
    static constexpr bool windows() {
        return true;
    }
    template <class>
    static constexpr bool reaches() {
        return true;
    }
    template <class>
    static constexpr bool groups_by() {
        return false;
    }
    template <class Node>
    static constexpr bool selects() {
        return Node::template known<where_present>();
    }
    static constexpr bool whole_rows() { return true; }
    using executor = where_present;
    static constexpr bool in_transaction = true;
};

/// Whether an expression whose type is never NULL is none where tables have no row.
template <class Node, class From>
inline constexpr bool stays_known = Node::template known<where_present<From>>();
template <bool Null, class Operand, class From>
inline constexpr bool stays_known<null_test<Null, Operand>, From> = true;
template <class Left, class Right, class From>
inline constexpr bool stays_known<comparison<comparison_operator::same, Left, Right>, From> = true;
template <class Left, class Right, class From>
inline constexpr bool stays_known<comparison<comparison_operator::not_same, Left, Right>, From> = true;
template <function_id Function, class T, class Filter, class... Arguments, class From>
inline constexpr bool stays_known<aggregate_call<Function, T, Filter, Arguments...>, From> = true;
template <class Operand, class From>
inline constexpr bool stays_known<negation<Operand>, From> = stays_known<Operand, From>;
template <class Left, class Right, class From>
inline constexpr bool stays_known<conjunction<Left, Right>, From> =
    stays_known<Left, From>&& stays_known<Right, From>;
template <class Left, class Right, class From>
inline constexpr bool stays_known<disjunction<Left, Right>, From> =
    stays_known<Left, From>&& stays_known<Right, From>;
template <function_id Function, class T, class... Arguments, class From>
inline constexpr bool stays_known<call<Function, T, Arguments...>, From> = (stays_known<Arguments, From> &&
                                                                            ...);
template <class T, class... Arguments, class From>
inline constexpr bool stays_known<call<function_id::coalesce, T, Arguments...>, From> =
    ((!is_nullable<typename Arguments::type> && stays_known<Arguments, From>) || ...);

/// What an expression is read into where it is selected from these tables.
template <class Node, class From>
constexpr auto type_from() {
    using type = read_type<Node>;
    if constexpr (From::is_inner || is_nullable<type>) return plain<type>{};
    else if constexpr (stays_known<Node, From>) return plain<type>{};
    else return plain<std::optional<type>>{};
}
template <class Node, class From>
using read_type_from = typename decltype(type_from<Node, From>())::type;

}  // namespace detail

/// Whether an outer join found no row of the table: a condition.
template <class Entry>
struct missing_row : expression_methods<missing_row<Entry>> {
    using type = bool;
    static constexpr bool infix = true;
    using model = detail::model_of_entry<Entry>;
    static constexpr std::size_t column = table_of<model>().index_of_never_null();
    static constexpr auto member = detail::field_at < column != table_info::npos ? column : 0,
                          detail::fields_of < model >> ::type::member;

    template <class Source>
    static constexpr bool known() {
        if constexpr (__is_same(Entry, model)) return Source::template holds<member>();
        else return Source::template holds<member, Entry>();
    }
    template <class Visitor>
    constexpr void values(Visitor&) const {}
};

/// `db.from<Artist>().left_join<&Album::artist_id>().where(il::missing<Album>)`: the artists without an album. Also of a
/// table under a name.
template <class Entry>
inline constexpr missing_row<Entry> missing{};

namespace detail {
template <class Entry, class From>
inline constexpr bool stays_known<missing_row<Entry>, From> = true;
}  // namespace detail

}  // namespace interlock
