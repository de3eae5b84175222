// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/conflict.hpp>
#include <interlock/sql/conflict_text.hpp>
#include <interlock/sql/statements.hpp>

// How the statements of query/conflict.hpp are written.

namespace interlock::detail {

template <class By, class Updating = updating_all>
inline constexpr conflict_info conflict_of{By::is_key, By::list, Updating::all, Updating::list};

/// The stored row and the given one: columns need their table's name.
template <class M>
struct from_conflict {};
template <class M>
struct written_from<from_conflict<M>> {
    static constexpr std::size_t count = 2;
    static constexpr void list(scoped_table* tables) { tables[0].table = tables[1].table = &table_of<M>(); }
};

template <auto Member>
struct written<excluded_column<Member>> {
    static constexpr void to(writer& w) {
        const table_info& t = *w.scope->tables[0].table;
        w.add("excluded.").identifier(t.columns[t.index_of_member(member_name<Member>())].name);
    }
};

template <class M, class By, class Updating, class Where>
struct written<upsert_shape<M, By, Updating, Where>> {
    static constexpr bool columns = false;
    static constexpr void to(writer& w) {
        constexpr const conflict_info& on = conflict_of<By, Updating>;
        const std::string_view before = write_upsert(w, table_of<M>(), on, !__is_same(Where, no_condition));
        if constexpr (!__is_same(Where, no_condition)) {
            const entered<from_conflict<M>> tables(w);
            write_where<Where>(w, before);
        }
        write_upsert_end(w, table_of<M>(), on);
    }
};

template <class M>
struct written<insert_or_ignore_shape<M>> {
    static constexpr bool columns = false;
    static constexpr void to(writer& w) { write_insert_or_ignore(w, table_of<M>()); }
};

template <class M, class By>
struct written<insert_absent_shape<M, By>> {
    static constexpr bool columns = true;
    static constexpr void to(writer& w) { write_insert_absent(w, table_of<M>(), conflict_of<By>); }
};

}  // namespace interlock::detail
