// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/insert_from.hpp>
#include <interlock/sql/statements.hpp>

// How the rows of a select are added to a table. Where a column asks for more than the select says (a check that a
// value fits, a time that no one gave) the select is a table of its own, with numbers for names.

namespace interlock::detail {

/// A column that is filled, and what it is filled with.
struct filling {
    integer_range member;
    computed given;
};

/// A column that is filled though the select says nothing of it.
constexpr bool is_filled_beside(const writer& w, const column_info& c, const member_list& members) {
    return (c.stamped_on_insert() || w.is_tenant_key(c)) && !members.has(c.member);
}

constexpr void write_filled_columns(writer& w, const table_info& t, member_list members) {
    w.add("INSERT INTO ").identifier(t.name).add(" (");
    bool first = true;
    for (std::size_t i = 0; i < members.count; ++i) {
        write_separator(w, first);
        w.identifier(t.columns[t.index_of_member(members.names[i])].name);
    }
    for (const column_info& c : t) {
        if (!is_filled_beside(w, c, members)) continue;
        write_separator(w, first);
        w.identifier(c.name);
    }
    w.add(") ");
}

/// The name of a column of the select.
constexpr void write_given(writer& w, std::size_t i) { w.add('c').number(static_cast<std::int64_t>(i + 1)); }

constexpr void write_given_values(writer& w, const table_info& t, member_list members,
                                  const filling* fillings) {
    w.add("SELECT ");
    bool first = true;
    for (std::size_t i = 0; i < members.count; ++i) {
        const column_info& c = t.columns[t.index_of_member(members.names[i])];
        const function_text check = fitting(w.dialect(), c, fillings[i].member, fillings[i].given);
        write_separator(w, first);
        w.begin(check);
        write_given(w, i);
        if (!check.begin.empty()) write_fitting_end(w, c, check);
    }
    for (const column_info& c : t) {
        if (!is_filled_beside(w, c, members)) continue;
        write_separator(w, first);
        if (c.stamped_on_insert()) w.parameter(value_kind::timestamp);
        else w.tenant_key(c);
    }
    w.add(" FROM interlock_given");
}

template <class Types, auto... Members>
struct fillings_of;
template <class... Ts, auto... Members>
struct fillings_of<type_list<Ts...>, Members...> {
    static constexpr filling list[]{
        {integers_of<without_null<value_of<Members>>>(), {kind_of<Ts>, integers_of<without_null<Ts>>()}}...};
};

template <class M, class Parts, auto... Members>
struct written<insert_from_shape<M, Parts, Members...>> {
    static constexpr bool columns = false;
    static constexpr void to(writer& w) {
        constexpr const table_info& t = table_of<M>();
        constexpr const member_list& members = member_names<Members...>::list;
        constexpr const filling* given =
            fillings_of<typename result_columns<typename Parts::result>::type, Members...>::list;
        bool as_it_is = true;
        for (std::size_t i = 0; i < members.count; ++i)
            if (!fitting(w.dialect(), t.columns[t.index_of_member(members.names[i])], given[i].member,
                         given[i].given)
                     .begin.empty())
                as_it_is = false;
        for (const column_info& c : t)
            if (is_filled_beside(w, c, members)) as_it_is = false;
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
