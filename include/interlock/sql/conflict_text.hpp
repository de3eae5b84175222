// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/member_list.hpp>
#include <interlock/sql/table_text.hpp>

// What is done about a row that is there already.

namespace interlock::detail {

/// Which row is meant, and what changes in it.
struct conflict_info {
    bool by_key = true;
    member_list by;
    bool updating_all = true;
    member_list updating;

    constexpr bool names(const column_info& c) const { return by_key ? c.primary_key : by.has(c.member); }
    constexpr bool changes(const column_info& c) const {
        if (updating_all) return !c.primary_key && !names(c) && !c.now_on_insert;
        return updating.has(c.member) || c.now_on_update;
    }
};

/// The sequence of a table's generated key.
constexpr void write_sequence(writer& w, const table_info& t, const column_info& key) {
    w.add("pg_get_serial_sequence('\"").escaped(t.name, "\"'").add("\"', '").escaped(key.name, "'").add("')");
}

/// A row that chooses its key itself leaves the sequence behind it, so that a later insert would be given a key
/// that exists: the sequence is moved on where it is. One row comes of each that was written.
constexpr void write_sequence_moved(writer& w, const table_info& t, const column_info& key) {
    w.add(" RETURNING ").identifier(key.name).add(") SELECT CASE WHEN ").identifier(key.name);
    w.add(" > coalesce(pg_sequence_last_value(");
    write_sequence(w, t, key);
    w.add("::regclass), 0) THEN setval(");
    write_sequence(w, t, key);
    w.add(", ").identifier(key.name).add(") END FROM written");
}

constexpr void write_conflict(writer& w, const table_info& t, const conflict_info& on) {
    w.need(feature::upsert).add(" ON CONFLICT (");
    bool first = true;
    for (const column_info& c : t) {
        if (!on.names(c)) continue;
        write_separator(w, first);
        w.identifier(c.name);
    }
    w.add(')');
}

/// Whether an upsert writes a generated key that is given by a sequence.
constexpr bool writes_key_of_sequence(writer& w, const table_info& t, const conflict_info& on) {
    return on.by_key && w.dialect().keys_from_sequence && t.has_generated();
}

/// Up to the condition; gives what stands before that.
constexpr std::string_view write_upsert(writer& w, const table_info& t, const conflict_info& on,
                                        bool conditioned) {
    if (writes_key_of_sequence(w, t, on)) w.add("WITH written AS (");
    write_insert_into(w, t, 1, on.by_key);
    write_conflict(w, t, on);
    bool changes = false;
    for (const column_info& c : t) changes = changes || on.changes(c);
    if (!changes && !conditioned) {
        w.add(" DO NOTHING");
        return {};
    }
    bool first = true;
    w.add(" DO UPDATE SET ");
    for (const column_info& c : t) {
        if (!(changes ? on.changes(c) : on.names(c))) continue;
        write_separator(w, first);
        w.identifier(c.name).add(" = excluded.").identifier(c.name);
    }
    return write_own_rows(w, t);  // another tenant's row is left as it is
}
constexpr void write_upsert_end(writer& w, const table_info& t, const conflict_info& on) {
    if (writes_key_of_sequence(w, t, on)) write_sequence_moved(w, t, t.generated());
}

constexpr void write_insert_or_ignore(writer& w, const table_info& t) {
    write_insert_into(w, t, 1, false);
    // of DEFAULT VALUES SQLite takes no ON CONFLICT, and no key of its own making is in the way of another
    if (t.column_count > (t.has_generated() ? 1u : 0u) || w.dialect().keys_from_sequence)
        w.need(feature::upsert).add(" ON CONFLICT DO NOTHING");
    write_generated(w, t);
}

constexpr void write_returning_all(writer& w, const table_info& t) {
    w.need(feature::returning).add(" RETURNING ");
    bool first = true;
    for (const column_info& c : t) {
        write_separator(w, first);
        w.identifier(c.name);
    }
}

constexpr void write_insert_absent(writer& w, const table_info& t, const conflict_info& on) {
    write_insert_into(w, t, 1, false);
    write_conflict(w, t, on);
    w.add(" DO NOTHING");
    write_returning_all(w, t);
}

}  // namespace interlock::detail
