// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/changes.hpp>
#include <interlock/sql/by_row.hpp>
#include <interlock/sql/dynamic_text.hpp>
#include <interlock/sql/made_text.hpp>
#include <interlock/sql/render.hpp>

#include <cstddef>
#include <vector>

// How the statements of query/changes.hpp are written: an update at run time, by what writes the constants.

namespace interlock::detail {

/// By its key, and its version where it has one.
constexpr void write_told_row(writer& w, const table_info& t) {
    write_told_by(w, t, [](const column_info& c) { return c.primary_key; });
    if (t.index_of_version() == table_info::npos) return;
    const column_info& version = t.columns[t.index_of_version()];
    w.add(" AND ").identifier(version.name).add(" = ").parameter(widened(version.kind));
}

inline void write_save(writer& w, const table_info& t, const std::vector<bool>& changed) {
    w.add("UPDATE ").identifier(t.name).add(" SET ");
    bool first = true;
    for (std::size_t i = 0; i < t.column_count; ++i) {
        const column_info& c = t.columns[i];
        if (!changed[i] && !c.version && !c.now_on_update) continue;
        write_separator(w, first);
        w.identifier(c.name).add(" = ");
        if (c.version) w.identifier(c.name).add(" + 1");
        else w.member(c);
    }
    write_told_row(w, t);
}

/// The constant only says that its text is made at run time.
template <class M>
struct written<save_shape<M>> {
    static constexpr bool columns = false;
    static constexpr void to(writer& w) { (void)w.take_part(); }
};
template <class Backend, class M>
struct dynamic_render<Backend, save_shape<M>> {
    static dynamic_text text(const row_changes<M>& row) {
        dynamic_text made = text_written_by<Backend>([&](writer w) {
            write_save(w, table_of<M>(), row.changed);
            return w.measure();
        });
        made.table = &table_of<M>();
        return made;
    }
};

template <class M>
struct written<remove_row_shape<M>> {
    static constexpr bool columns = false;
    static constexpr void to(writer& w) {
        w.add("DELETE FROM ").identifier(table_of<M>().name);
        write_told_row(w, table_of<M>());
    }
};

}  // namespace interlock::detail
