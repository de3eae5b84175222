// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/insert_from.hpp>
#include <interlock/sql/statements.hpp>

// How the rows of a select are added to a table. Where a column asks for more than the select says (a check that an
// integer fits, a time that no one gave) the select is a table of its own, with numbers for names.

namespace interlock::detail {

constexpr bool asks_for_check(const writer& w, value_kind column, value_kind given) {
    return is_integer(column) && column < given && !w.dialect().narrowing(column).empty();
}

constexpr void write_filled_columns(writer& w, const table_info& t, member_list members) {
    w.add("INSERT INTO ").identifier(t.name).add(" (");
    bool first = true;
    for (std::size_t i = 0; i < members.count; ++i) {
        write_separator(w, first);
        w.identifier(t.columns[t.index_of_member(members.names[i])].name);
    }
    for (const column_info& c : t) {
        if (!c.stamped_on_insert() || members.has(c.member)) continue;
        write_separator(w, first);
        w.identifier(c.name);
    }
    w.add(") ");
}

/// The name of a column of the select.
constexpr void write_given(writer& w, std::size_t i) { w.add('c').number(static_cast<std::int64_t>(i + 1)); }

constexpr void write_given_values(writer& w, const table_info& t, member_list members,
                                  const value_kind* given) {
    w.add("SELECT ");
    bool first = true;
    for (std::size_t i = 0; i < members.count; ++i) {
        const value_kind kind = t.columns[t.index_of_member(members.names[i])].kind;
        const bool check = asks_for_check(w, kind, given[i]);
        write_separator(w, first);
        if (check) w.add(w.dialect().narrowing(kind));
        write_given(w, i);
        if (check) w.add(')');
    }
    for (const column_info& c : t) {
        if (!c.stamped_on_insert() || members.has(c.member)) continue;
        write_separator(w, first);
        w.parameter(value_kind::timestamp);
    }
    w.add(" FROM interlock_given");
}

template <class Types>
struct kinds_of_types;
template <class... Ts>
struct kinds_of_types<type_list<Ts...>> {
    static constexpr value_kind list[]{kind_of<Ts>..., value_kind::text};
};

template <class M, class Parts, auto... Members>
struct written<insert_from_shape<M, Parts, Members...>> {
    static constexpr bool columns = false;
    static constexpr void to(writer& w) {
        constexpr const table_info& t = table_of<M>();
        constexpr const member_list& members = member_names<Members...>::list;
        constexpr const value_kind* given =
            kinds_of_types<typename result_columns<typename Parts::result>::type>::list;
        bool as_it_is = true;
        for (std::size_t i = 0; i < members.count; ++i)
            if (asks_for_check(w, t.columns[t.index_of_member(members.names[i])].kind, given[i]))
                as_it_is = false;
        for (const column_info& c : t)
            if (c.stamped_on_insert() && !members.has(c.member)) as_it_is = false;
        if (!as_it_is) {
            w.need(feature::common_tables).add("WITH interlock_given(");
            for (std::size_t i = 0; i < members.count; ++i) {
                if (i > 0) w.add(", ");
                write_given(w, i);
            }
            w.add(") AS (");
            written<Parts>::to(w);
            w.add(") ");
        }
        write_filled_columns(w, t, members);
        if (as_it_is) written<Parts>::to(w);
        else write_given_values(w, t, members, given);
    }
};

}  // namespace interlock::detail
