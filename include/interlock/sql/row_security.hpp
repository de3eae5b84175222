// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/column_info.hpp>
#include <interlock/query/statements.hpp>
#include <interlock/sql/render.hpp>
#include <interlock/sql/writer.hpp>

#include <string_view>

// Row-level security of the tables that all tenants share (https://www.postgresql.org/docs/current/ddl-rowsecurity.html):
// whatever a statement says, it meets the rows of the tenant that the connection's setting interlock.tenant names; none
// where it names none, and all where it names `*`, which is no tenant's name. It does not hold for superusers, and holds for
// the tables' owner because it is forced.

namespace interlock {

/// Enables it on the table of a model, unless it is.
template <class M>
struct row_security_shape {
    using model_type = M;
};

namespace detail {

/// The whole is a text of DO, so that a quote is doubled, and in a text once more.
constexpr void write_row_security(writer& w, const table_info& t, const column_info& key) {
    const auto name = [&](std::string_view n) { w.add('"').escaped(n, "\"'").add('"'); };
    w.add(
        "DO 'BEGIN IF NOT EXISTS (SELECT FROM pg_policy WHERE polname = ''interlock_tenant'' AND polrelid = CAST(''\"");
    for (const char c : t.name) {
        if (c == '\'') w.add("''''");
        else w.escaped({&c, 1}, "\"");
    }
    w.add("\"'' AS regclass)) THEN\nALTER TABLE ");
    name(t.name);
    w.add(" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;\nCREATE POLICY interlock_tenant ON ");
    name(t.name);
    w.add(" USING (CAST(");
    name(key.name);
    w.add(" AS text) = current_setting(''interlock.tenant'', TRUE) OR "
          "current_setting(''interlock.tenant'', TRUE) = ''*'');\nEND IF;\nEND'");
}

template <class M>
struct written<row_security_shape<M>> {
    static constexpr bool columns = false;
    static constexpr void to(writer& w) {
        const table_info& t = table_of<M>();
        write_row_security(w, t, t.columns[t.index_of_tenant_key()]);
    }
};

/// A row where row-level security does not hold of all tables, for the role that asks: what asks it names the tables.
constexpr void write_uncovered(writer& w, const table_info* const* tables, std::size_t count) {
    w.add("SELECT 1 WHERE NOT (TRUE");
    for (std::size_t i = 0; i < count; ++i) {
        if (tables[i]->index_of_tenant_key() == table_info::npos) continue;
        w.add(" AND row_security_active('\"").escaped(tables[i]->name, "\"'").add("\"')");
    }
    w.add(')');
}

}  // namespace detail

}  // namespace interlock
