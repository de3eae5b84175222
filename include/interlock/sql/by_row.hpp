// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/by_row.hpp>
#include <interlock/sql/table_text.hpp>
#include <interlock/sql/writer.hpp>

// How the statements of query/by_row.hpp are written.

namespace interlock::detail {

template <class M, class By>
struct written<find_like_shape<M, By>> {
    static constexpr bool columns = true;
    static constexpr void to(writer& w) {
        write_select_all(w, table_of<M>());
        write_told_by(w, table_of<M>(), row_identity<M, By>::tells);
    }
};

template <class M, class By>
struct written<update_like_shape<M, By>> {
    static constexpr bool columns = false;
    static constexpr void to(writer& w) {
        w.add("UPDATE ").identifier(table_of<M>().name).add(" SET ");
        bool first = true;
        for (const column_info& c : table_of<M>()) {
            if (!row_assignments<M, By>::sets(c)) continue;
            write_separator(w, first);
            w.identifier(c.name).add(" = ").member(c);
        }
        write_told_by(w, table_of<M>(), row_identity<M, By>::tells);
    }
};

}  // namespace interlock::detail
