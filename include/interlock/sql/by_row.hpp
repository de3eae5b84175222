// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/by_row.hpp>
#include <interlock/sql/table_text.hpp>
#include <interlock/sql/writer.hpp>

// How the statements of query/by_row.hpp are written.

namespace interlock::detail {

/// The columns of a list, each with a value: `separated` by commas or by AND.
template <class Says>
constexpr void write_equations(writer& w, const table_info& t, Says says, std::string_view separator) {
    bool first = true;
    for (const column_info& c : t) {
        if (!says(c)) continue;
        write_separator(w, first, separator);
        w.identifier(c.name).add(" = ").parameter(widened(c.kind));
    }
}

template <class M, class By>
struct written<find_like_shape<M, By>> {
    static constexpr bool columns = true;
    static constexpr void to(writer& w) {
        write_select_all(w, table_of<M>());
        w.add(" WHERE ");
        write_equations(w, table_of<M>(), row_identity<M, By>::tells, " AND ");
    }
};

template <class M, class By>
struct written<update_like_shape<M, By>> {
    static constexpr bool columns = false;
    static constexpr void to(writer& w) {
        w.add("UPDATE ").identifier(table_of<M>().name).add(" SET ");
        write_equations(w, table_of<M>(), row_assignments<M, By>::sets, ", ");
        w.add(" WHERE ");
        write_equations(w, table_of<M>(), row_identity<M, By>::tells, " AND ");
    }
};

}  // namespace interlock::detail
