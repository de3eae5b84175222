// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/refusal.hpp>
#include <interlock/query/table_entry.hpp>

// What an expression may refer to depends on where it stands. A source says so: it is the argument of an
// expression's known<Source>(), and has
//   holds<Member, Name>()   true for a column that may stand there, of the table under a name or of one without
//                           (void); else the refusal
//   aggregates()        whether il::sum and its like may; else the refusal
//   windows()           whether il::row_number() and its like may; else the refusal
//   rows                the source for what stands within an aggregate
//   reaches<M>()        whether a subquery may read the table of M; else the refusal
//   outer_holds<Member>()   the same as holds() for a column of an enclosing query
//   whole_rows()        where things are selected: whether rows may be as a whole; else the refusal
//   selects<Node>()     where things are selected: whether this may be
//   executor            what the whole query runs on
//   groups_by<Node>()   whether this is a key of the groups as a whole
//   scope               what a subquery that stands there takes its outer columns from

namespace interlock {

/// The tables of a query.
template <class... Entries>
struct tables;

template <class Table, auto Member>
struct named_column;

template <auto Member, class Tables>
struct column_of_a_table_not_in_the_query {
    static_assert(never<Tables>,
                  "interlock: a column of a table that is not in the query, or a member that is not a "
                  "field of its model; query that model, or list the member in its il::fields");
};

template <class Name, auto Member, class Tables>
struct column_of_a_name_not_in_the_query {
    static_assert(
        never<Tables>,
        "interlock: a column of a table under a name that is not in the query, or a member that is no field "
        "of its model; join the table under that name, as in .join<il::as<\"name\", M>>(condition)");
};

template <class Tables>
struct aggregate_of_no_group {
    static_assert(
        never<Tables>,
        "interlock: an aggregate where each row is looked at by itself: where() chooses the rows that "
        "an aggregate is made of; put the condition into having(), or select a subquery");
};

template <class Tables>
struct window_function_outside_select {
    static_assert(
        never<Tables>,
        "interlock: a window function where rows are still being chosen: it is computed from the rows "
        "that are left; put it into select() or order_by(), and filter in an outer query");
};

template <auto Member>
struct outer_column_outside_a_subquery {
    static_assert(
        never<outer_column_outside_a_subquery>,
        "interlock: il::outer in a query that stands in no other: there is no outer query to take the "
        "column from; begin the subquery with il::from<M>() and use it in il::exists(), in() or "
        "il::scalar() of another query");
};

namespace detail {

template <auto Member, class Name, class... Entries>
constexpr bool in_tables() {
    return (is_column_of<Member, Name, Entries> || ...);
}

/// Whether an expression is this column of a model.
template <class Node, class M>
constexpr bool names_column(const column_info& c) {
    if constexpr (requires { Node::member; })
        return field_index<M, Node::member> != table_info::npos && c.member == member_name<Node::member>();
    else return false;
}

/// Whether an expression is this column of a table under a name.
template <class Node, class Entry>
inline constexpr std::string_view member_of_named{};
template <auto Member, class Entry>
inline constexpr std::string_view member_of_named<named_column<Entry, Member>, Entry> = member_name<Member>();

/// Whether the keys hold the whole primary key of a table, which leaves its other columns one value.
template <class Entry, class... Keys>
constexpr bool determine() {
    const table_info& t = table_of<model_of_entry<Entry>>();
    std::size_t found = 0;
    for (const column_info& c : t) {
        if (!c.primary_key) continue;
        if constexpr (__is_same(Entry, model_of_entry<Entry>)) found += (names_column<Keys, Entry>(c) || ...);
        else found += ((member_of_named<Keys, Entry> == c.member) || ...);
    }
    return found != 0 && found == t.key_count;
}

/// Where rows are chosen: where(), on(), set().
template <class Executor, class... Entries>
struct rows_of {
    using rows = rows_of;
    using scope = rows_of;
    using executor = Executor;
    /// With one more table.
    template <class Entry>
    using with = rows_of<Executor, Entries..., Entry>;
    /// Whether a model's table is in the query under its own name.
    template <class M>
    static constexpr bool has_model() {
        return (__is_same(M, Entries) || ...);
    }
    /// Whether a table is called so.
    template <class Entry>
    static constexpr bool has_table() {
        return (same_name(name_in_query<Entries>(), name_in_query<Entry>()) || ...);
    }

    template <auto Member, class Name = void>
    static constexpr bool holds() {
        if constexpr (in_tables<Member, Name, Entries...>()) return true;
        else if constexpr (__is_same(Name, void))
            return refuse<column_of_a_table_not_in_the_query<Member, tables<Entries...>>>();
        else return refuse<column_of_a_name_not_in_the_query<Name, Member, tables<Entries...>>>();
    }
    template <auto Member>
    static constexpr bool has() {
        return in_tables<Member, void, Entries...>();
    }
    template <class Node>
    static constexpr bool aggregates() {
        return refuse<aggregate_of_no_group<tables<Entries...>>>();
    }
    template <class Node>
    static constexpr bool windows() {
        return refuse<window_function_outside_select<tables<Entries...>>>();
    }
    template <class Node>
    static constexpr bool groups_by() {
        return false;
    }
    template <class M>
    static constexpr bool reaches() {
        return Executor::template reaches<M>();
    }
    template <auto Member>
    static constexpr bool outer_holds() {
        if constexpr (Executor::is_part) return true;  // checked where the whole query is put together
        else return refuse<outer_column_outside_a_subquery<Member>>();
    }
    /// The same for a column that a subquery here asks for, and that is not here.
    template <auto Member>
    static constexpr bool passes_on() {
        if constexpr (Executor::is_part) return true;
        else return holds<Member>();
    }
    /// Whether the keys of a group leave a column one value.
    template <auto Member, class Name, class... Keys>
    static constexpr bool determined() {
        return ((is_column_of<Member, Name, Entries> && determine<Entries, Keys...>()) || ...);
    }
};

/// What a statement that writes runs on: it is a transaction itself, for what its subqueries lock.
template <class Executor>
struct writing : Executor {
    static constexpr bool in_transaction = true;
};

/// The rows of a subquery, within a query whose rows are Outer.
template <class Rows, class Outer>
struct nested : Rows {
    using rows = nested;
    using executor = typename Outer::executor;
    using scope = nested;

    template <auto Member>
    static constexpr bool outer_holds() {
        if constexpr (Outer::template has<Member>()) return Outer::template holds<Member>();
        else return Outer::template passes_on<Member>();
    }
    template <auto Member>
    static constexpr bool passes_on() {
        return outer_holds<Member>();
    }
    template <class M>
    static constexpr bool reaches() {
        return Outer::template reaches<M>();
    }
    static constexpr bool is_nested = true;
};

/// Where something is made of each row that was chosen: select(), order_by(), without groups.
template <class Rows>
struct selected_from : Rows {
    static constexpr bool whole_rows() { return true; }
    template <class Node>
    static constexpr bool selects() {
        return Node::template known<selected_from>();
    }
    template <class Node>
    static constexpr bool windows() {
        return true;
    }
};

}  // namespace detail

}  // namespace interlock
