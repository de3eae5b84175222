// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/common_table.hpp>
#include <interlock/query/join.hpp>
#include <interlock/sql/compound_text.hpp>

// How the tables of a query are written that are more than one of the database.

namespace interlock::detail {

constexpr std::string_view text_of(join_kind kind) {
    constexpr std::string_view texts[]{" JOIN ", " LEFT JOIN ", " RIGHT JOIN ", " FULL JOIN "};
    return texts[static_cast<unsigned char>(kind)];
}

template <class From, class Entry, class Condition, join_kind Kind, bool Shown>
struct written_from<from_join<From, Entry, Condition, Kind, Shown>> : written_from<From> {
    static constexpr std::size_t count = written_from<From>::count + 1;
    static constexpr bool kept_on_right =
        written_from<From>::kept_on_right || Kind == join_kind::right || Kind == join_kind::full;
    static constexpr void list(scoped_table* tables) {
        written_from<From>::list(tables);
        tables[count - 1].table = &table_of<model_of_entry<Entry>>();
        tables[count - 1].alias = table_entry<Entry>::alias;
        tables[count - 1].shown = Shown;
    }
    static constexpr void to(writer& w) {
        written_from<From>::to(w);
        if constexpr (Kind == join_kind::right || Kind == join_kind::full) w.need(feature::full_join);
        w.add(text_of(Kind));
        write_table_in_scope(w, count - 1);
        const std::string_view before =
            w.scope->kept_on_right ? " ON " : write_own_rows(w, w.scope->tables[count - 1], " ON ");
        w.add(before);
        if (before == " ON ") written<Condition>::to(w);
        else write_conjunct<Condition>(w);
    }
};

template <class Table>
struct written_common;
template <class M, class Parts, bool Recursive>
struct written_common<common_table<M, Parts, Recursive>> {
    static constexpr bool recursive = Recursive;
    static constexpr void to(writer& w, bool first) {
        if (!first) w.add(", ");
        w.identifier(table_of<M>().name).add(" (");
        bool first_column = true;
        for (const column_info& c : table_of<M>()) {
            write_separator(w, first_column);
            w.identifier(c.name);
        }
        w.add(") AS (");
        const with_ordered_columns ordered(w, true);
        const flag_set lengths(w.without_lengths, Recursive && w.dialect().recursion_keeps_lengths);
        written<Parts>::to(w);
        w.add(')');
    }
};

template <class From, class... Tables>
struct written_from<from_with<From, Tables...>> : written_from<From> {
    static constexpr void before_select(writer& w) {
        w.need(feature::common_tables)
            .add((written_common<Tables>::recursive || ...) ? "WITH RECURSIVE " : "WITH ");
        bool first = true;
        ((written_common<Tables>::to(w, first), first = false), ...);
        w.add(' ');
    }
};

}  // namespace interlock::detail
