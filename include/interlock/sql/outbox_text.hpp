// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/outbox.hpp>
#include <interlock/sql/render.hpp>
#include <interlock/sql/writer.hpp>

namespace interlock::detail {

/// "INSERT INTO "product_id_outbox" ("removed") VALUES (OLD."id")"
constexpr void write_outbox_entry(writer& w, const table_info& box, const column_info& c) {
    w.add("INSERT INTO ")
        .identifier(box.name)
        .add(R"( ("removed") VALUES (OLD.)")
        .identifier(c.name)
        .add(')');
}

constexpr void write_outbox_trigger(writer& w, const table_info& t, const column_info& c,
                                    const table_info& box) {
    w.add(" AFTER DELETE ON ").identifier(t.name).add(" FOR EACH ROW");
    if (c.nullable) w.add(" WHEN (OLD.").identifier(c.name).add(" IS NOT NULL)");
    if (w.dialect().triggers_call_functions) w.add(" EXECUTE FUNCTION ").identifier(box.name).add("()");
    else {
        w.add(" BEGIN ");
        write_outbox_entry(w, box, c);
        w.add("; END");
    }
}

template <auto Target>
struct written<outbox_trigger_shape<Target>> {
    static constexpr bool columns = false;
    static constexpr void to(writer& w) {
        const table_info& t = table_of<owner_of<Target>>();
        const table_info& box = table_of<outbox<Target>>();
        const column_info& c = column_of_member<Target>();
        if (!w.dialect().triggers_call_functions) {
            w.add("CREATE TRIGGER IF NOT EXISTS ").identifier(box.name);
            return write_outbox_trigger(w, t, c, box);
        }
        w.add("CREATE OR REPLACE FUNCTION ").identifier(box.name);
        w.add("() RETURNS trigger LANGUAGE plpgsql AS $interlock$ BEGIN ");
        write_outbox_entry(w, box, c);
        w.add("; RETURN NULL; END $interlock$;\n");
        // a trigger that is there is left alone: to make it again would lock the table
        w.add("DO $interlock$ BEGIN IF NOT EXISTS (SELECT FROM pg_trigger WHERE tgname = ")
            .quoted(box.name, '\'');
        w.add(" AND tgrelid = ").add("CAST('").escaped("\"", "'").escaped(t.name, "'\"").escaped("\"", "'");
        w.add("' AS regclass)) THEN CREATE TRIGGER ").identifier(box.name);
        write_outbox_trigger(w, t, c, box);
        w.add("; END IF; END $interlock$");
    }
};

}  // namespace interlock::detail
