// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/column.hpp>
#include <interlock/query/condition.hpp>
#include <interlock/query/pack.hpp>
#include <interlock/query/source.hpp>

#include <utility>

namespace interlock {

/// No groups: one row for each that is chosen, or one of all where there are aggregates.
struct no_grouping {
    static constexpr bool aggregate = false;
    static constexpr bool grouped = false;
    static constexpr bool bound = false;

    template <class Visitor>
    constexpr void values(Visitor&) const {}
};

/// `group_by(il::col<&Gem::organism>).having(il::count() > 3)`
template <class Having, class... Keys>
struct grouping {
    static constexpr bool aggregate = true;
    static constexpr bool grouped = true;
    static constexpr bool bound = Having::bound;  // keys have no values

    detail::pack<Keys...> keys;
    Having having;

    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        keys.each([&](const auto& k) { k.values(visit); });
        having.values(visit);
    }
};

template <auto Member, class... Keys>
struct column_neither_grouped_nor_aggregated {
    static_assert(
        never<column_neither_grouped_nor_aggregated>,
        "interlock: a column that is neither grouped nor aggregated: a group has many rows and it would "
        "be one of theirs by chance; add it to group_by(), or take il::min() of it");
};

template <class Aggregate>
struct aggregate_of_an_aggregate {
    static_assert(
        never<Aggregate>,
        "interlock: an aggregate of an aggregate: rows are put together once in a query; make the inner "
        "one a subquery");
};

template <class Aggregate>
struct aggregate_of_an_outer_column {
    static_assert(
        never<Aggregate>,
        "interlock: an aggregate of outer columns alone: in SQL it is made of the rows of the outer query, not of "
        "those of the subquery that it stands in; aggregate a column of the subquery, or select the aggregate in "
        "the outer query");
};

template <class Node>
struct window_function_within_an_aggregate {
    static_assert(
        never<Node>,
        "interlock: a window function within an aggregate or within another window function: a window is "
        "computed once, from rows or groups that are complete; select it in a common table and go on from that");
};

template <class Key>
struct group_key_with_a_value {
    static_assert(
        never<Key>,
        "interlock: rows are grouped by an expression that holds a bound value: PostgreSQL does not see "
        "that the selected expression is the same; group by the column, or by a function of it without "
        "values");
};

template <class Keys>
struct groups_by_nothing {
    static_assert(
        never<Keys>,
        "interlock: group_by() of nothing: it names the columns of which each different combination is "
        "a group; without it aggregates are made of all rows");
};

template <class... Keys>
struct whole_rows_of_groups {
    static_assert(
        never<whole_rows_of_groups>,
        "interlock: a query with groups or aggregates does not say what is made of each: a group is no "
        "row of the model; add select() with the keys and the aggregates");
};

template <class Tables>
struct having_without_groups {
    static_assert(never<Tables>,
                  "interlock: having() without group_by(): there are no groups to choose from; "
                  "conditions on rows go into where()");
};

namespace detail {

/// What stands within an aggregate.
template <class Rows>
struct within_aggregate : Rows {
    template <class Node>
    static constexpr bool aggregates() {
        return refuse<aggregate_of_an_aggregate<Node>>();
    }
    template <class Node>
    static constexpr bool windows() {
        return refuse<window_function_within_an_aggregate<Node>>();
    }
};

/// What stands within a window function.
template <class Source>
struct within_window : Source {
    template <class Node>
    static constexpr bool windows() {
        return refuse<window_function_within_an_aggregate<Node>>();
    }
    template <class Node>
    static constexpr bool selects() {
        if constexpr (Source::template groups_by<Node>()) return true;
        else return Node::template known<within_window>();
    }
};

/// Holds what has no column of a subquery itself.
template <class Rows>
struct without_own_columns : Rows {
    using scope = without_own_columns;
    template <auto, class = void>
    static constexpr bool holds() {
        return false;
    }
    template <auto>
    static constexpr bool outer_holds() {
        return true;
    }
};
/// Holds what has no column of the queries around a subquery.
template <class Rows>
struct without_outer_columns : Rows {
    using scope = without_outer_columns;
    template <auto>
    static constexpr bool outer_holds() {
        return false;
    }
    template <auto>
    static constexpr bool passes_on() {
        return false;
    }
};

/// Whether an aggregate in a subquery is one of the subquery's own rows.
template <class Rows, class Aggregate>
constexpr bool require_own_aggregate() {
    if constexpr (!requires { Rows::is_nested; }) return true;
    else if constexpr (Aggregate::template made_of<without_outer_columns<Rows>>()) return true;
    else if constexpr (!Aggregate::template made_of<without_own_columns<Rows>>()) return true;
    else return refuse<aggregate_of_an_outer_column<Aggregate>>();
}

template <class Key, auto Member, class Name>
inline constexpr bool is_key = false;
template <auto Member>
inline constexpr bool is_key<column_reference<Member>, Member, void> = true;
template <class Name, auto Member>
inline constexpr bool is_key<named_column<Name, Member>, Member, Name> = true;

/// Where something is made of each group.
template <class Rows, class... Keys>
struct groups_of : Rows {
    using rows = within_aggregate<Rows>;
    using scope = groups_of;

    template <auto Member, class Name = void>
    static constexpr bool holds() {
        if constexpr (!Rows::template holds<Member, Name>()) return false;
        else if constexpr ((is_key<Keys, Member, Name> || ...) ||
                           Rows::template determined<Member, Name, Keys...>())
            return true;
        else return refuse<column_neither_grouped_nor_aggregated<Member, Keys...>>();
    }
    template <class Node>
    static constexpr bool aggregates() {
        return require_own_aggregate<Rows, Node>();
    }
    static constexpr bool whole_rows() { return refuse<whole_rows_of_groups<Keys...>>(); }
    template <class Node>
    static constexpr bool groups_by() {
        return (__is_same(Node, Keys) || ...);
    }
    /// An expression may be selected that is a key as a whole.
    template <class Node>
    static constexpr bool selects() {
        if constexpr (groups_by<Node>()) return true;
        else return Node::template known<groups_of>();
    }
};

/// The same with window functions, which are computed from the groups.
template <class Rows, class... Keys>
struct selected_groups_of : groups_of<Rows, Keys...> {
    template <class Node>
    static constexpr bool windows() {
        return true;
    }
    template <class Node>
    static constexpr bool selects() {
        if constexpr (selected_groups_of::template groups_by<Node>()) return true;
        else return Node::template known<selected_groups_of>();
    }
};

template <class Rows, class Key>
constexpr bool require_key() {
    if constexpr (!is_expression<Key>) return refuse<group_key_with_a_value<Key>>();
    else if constexpr (!Key::template known<Rows>()) return false;
    else if constexpr (Key::bound) return refuse<group_key_with_a_value<Key>>();
    else return true;
}

/// Adds a condition on groups.
template <class Tables, class Condition>
constexpr no_grouping with_having(no_grouping, Condition) {
    (void)refuse<having_without_groups<Tables>>();
    return {};
}
template <class Tables, class Having, class... Keys, class Condition>
constexpr auto with_having(grouping<Having, Keys...> groups, Condition condition) {
    auto joined = both<groups_of<Tables, Keys...>>(std::move(groups.having), std::move(condition));
    return grouping<decltype(joined), Keys...>{std::move(groups.keys), std::move(joined)};
}

}  // namespace detail

}  // namespace interlock
