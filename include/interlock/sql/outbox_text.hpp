// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/outbox.hpp>
#include <interlock/sql/render.hpp>
#include <interlock/sql/writer.hpp>

#include <cstddef>
#include <string_view>

namespace interlock::detail {

/// The trigger itself says what is noted.
constexpr void write_outbox_trigger(writer& w, const table_info& t, const column_info& c,
                                    const table_info& box) {
    w.add("CREATE TRIGGER IF NOT EXISTS ").identifier(box.name);
    w.add(" AFTER DELETE ON ").identifier(t.name).add(" FOR EACH ROW WHEN (OLD.");
    w.identifier(c.name).add(" IS NOT NULL) BEGIN INSERT INTO ").identifier(box.name);
    w.add(R"( ("token", "delivered", "removed") VALUES (lower(hex(randomblob(16))), )");
    w.add(w.dialect().false_text).add(", OLD.").identifier(c.name).add("); END");
}

/// Triggers of a statement that call a function. It finds the tables where its trigger is, whatever the search_path of
/// who removes. TRUNCATE has no table of removed rows, so that it is noted before.
class outbox_function_text {
public:
    static constexpr void write(writer& w, const table_info& t, const column_info& c, const table_info& box,
                                std::string_view at_truncate) {
        w.add("CREATE OR REPLACE FUNCTION ").identifier(box.name);
        w.add(R"(() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN
EXECUTE format(''INSERT INTO %1$I.%2$I ("token", "delivered", "removed")
    SELECT md5(clock_timestamp()::text || random()::text || random()::text), FALSE, r.%3$I FROM '' ||
    CASE TG_OP WHEN ''TRUNCATE'' THEN ''%1$I.%4$I'' ELSE ''interlock_removed'' END || '' r WHERE r.%3$I IS NOT NULL'',
    TG_TABLE_SCHEMA, TG_ARGV[0], TG_ARGV[1], TG_TABLE_NAME);
RETURN NULL;
END';
DO 'BEGIN
)");
        trigger(w, t, c, box, box.name, " AFTER DELETE",
                " REFERENCING OLD TABLE AS interlock_removed FOR EACH STATEMENT");
        trigger(w, t, c, box, at_truncate, " BEFORE TRUNCATE", " FOR EACH STATEMENT");
        w.add("END'");
    }

private:
    // What follows stands within the quotes of DO, so that a quote is doubled, and in a text once more.

    static constexpr void identifier(writer& w, std::string_view name) {
        w.add('"').escaped(name, "\"'").add('"');
    }
    static constexpr void text(writer& w, std::string_view value, std::string_view around = {},
                               std::string_view doubled = {}) {
        w.add("''").add(around);
        for (std::size_t i = 0; i < value.size(); ++i) {
            if (value[i] == '\'') w.add("''''");
            else w.escaped(value.substr(i, 1), doubled);
        }
        w.add(around).add("''");
    }
    /// One that is there is left alone: to make it again would lock the table.
    static constexpr void trigger(writer& w, const table_info& t, const column_info& c, const table_info& box,
                                  std::string_view name, std::string_view when, std::string_view how) {
        w.add("IF NOT EXISTS (SELECT FROM pg_trigger WHERE tgname = ");
        text(w, name);
        w.add(" AND tgrelid = CAST(");
        text(w, t.name, "\"", "\"");
        w.add(" AS regclass)) THEN\nCREATE TRIGGER ");
        identifier(w, name);
        w.add(when).add(" ON ");
        identifier(w, t.name);
        w.add(how).add(" EXECUTE FUNCTION ");
        identifier(w, box.name);
        w.add('(');
        text(w, box.name);
        w.add(", ");
        text(w, c.name);
        w.add(");\nEND IF;\n");
    }
};

template <auto Member>
struct written<outbox_trigger_shape<Member>> {
    static constexpr bool columns = false;
    static constexpr void to(writer& w) {
        constexpr auto target = carried_target<Member>;
        const table_info& t = table_of<owner_of<target>>();
        const table_info& box = table_of<outbox<Member>>();
        const column_info& c = column_of_member<target>();
        if (w.dialect().triggers_call_functions)
            outbox_function_text::write(w, t, c, box, box_name<Member, "_truncate">.view());
        else write_outbox_trigger(w, t, c, box);
    }
};

}  // namespace interlock::detail
