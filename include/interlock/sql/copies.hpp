// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/changes.hpp>
#include <interlock/sql/conflict_text.hpp>
#include <interlock/sql/render.hpp>

// How a row is written as it is in another place: with its key and the times that were stamped there.

namespace interlock::detail {

constexpr void write_copied_row(writer& w, const table_info& t, bool over) {
    const bool moves_sequence = w.dialect().keys_from_sequence && t.has_generated();
    if (moves_sequence) w.add("WITH written AS (");
    write_insert_into(w, t, 1, true);
    if (over) {
        write_conflict(w, t, conflict_info{});
        bool first = true;
        for (const column_info& c : t) {
            if (c.primary_key) continue;
            w.add(first ? " DO UPDATE SET " : ", ").identifier(c.name).add(" = excluded.").identifier(c.name);
            first = false;
        }
        if (first) w.add(" DO NOTHING");
        else (void)write_own_rows(w, t);
    }
    if (moves_sequence) write_sequence_moved(w, t, t.generated());
}

template <class M, bool Over>
struct written<copied_row_shape<M, Over>> {
    static constexpr bool columns = false;
    static constexpr void to(writer& w) { write_copied_row(w, table_of<M>(), Over); }
};

}  // namespace interlock::detail
