// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/column_info.hpp>
#include <interlock/model/reference_info.hpp>
#include <interlock/sql/sortable_decimal.hpp>
#include <interlock/sql/writer.hpp>

#include <cstddef>
#include <utility>

// Texts that follow from a table's description alone: ordinary constexpr functions, instantiated by nobody.

namespace interlock::detail {

constexpr void write_select_all(writer& w, const table_info& t) {
    w.add("SELECT ");
    bool first = true;
    for (const column_info& c : t) {
        write_separator(w, first);
        w.identifier(c.name);
    }
    w.add(" FROM ").identifier(t.name);
}

/// WHERE, and a value for each of the columns.
template <class Says>
constexpr void write_told_by(writer& w, const table_info& t, Says says) {
    std::string_view before = write_own_rows(w, t);
    for (const column_info& c : t) {
        if (!says(c) || w.is_tenant_key(c)) continue;
        w.add(before).identifier(c.name).add(" = ").member(c);
        before = " AND ";
    }
}

constexpr void write_get(writer& w, const table_info& t) {
    write_select_all(w, t);
    write_told_by(w, t, [](const column_info& c) { return c.primary_key; });
}

constexpr void write_insert_columns(writer& w, const table_info& t, bool with_generated) {
    bool first = true;
    w.add(" (");
    for (const column_info& c : t) {
        if (c.generated && !with_generated) continue;
        write_separator(w, first);
        w.identifier(c.name);
    }
    w.add(')');
}

/// https://www.postgresql.org/docs/current/sql-copy.html
constexpr void write_copy(writer& w, const table_info& t) {
    w.add("COPY ").identifier(t.name);
    write_insert_columns(w, t, false);
    w.add(" FROM STDIN (FORMAT binary)");
}

/// Rows with all columns, or all but a generated one.
constexpr void write_insert_into(writer& w, const table_info& t, std::size_t rows, bool with_generated) {
    w.add(rows > 1 ? w.dialect().insert_block : "INSERT INTO ").identifier(t.name);
    std::size_t count = 0;
    for (const column_info& c : t) count += with_generated || !c.generated;
    if (count == 0) {
        w.add(" DEFAULT VALUES");
        return;
    }
    write_insert_columns(w, t, with_generated);
    w.add(" VALUES ");
    const std::size_t begin = w.size();
    const bool numbered = w.dialect().numbered;
    for (std::size_t row = 0; row < (numbered ? rows : 1); ++row) {
        bool first = true;
        w.add(row == 0 ? "(" : ",(");
        for (const column_info& c : t) {
            if (c.generated && !with_generated) continue;
            if (rows == 1) write_separator(w, first);
            else if (!std::exchange(first, false)) w.add(',');  // of a block nobody reads the text
            w.member(c);
        }
        w.add(')');
    }
    if (!numbered) w.again(begin, rows - 1);
}

/// The generated key as the result, where the dialect has it so.
constexpr void write_generated(writer& w, const table_info& t) {
    if (w.dialect().returns_generated && t.has_generated())
        w.add(" RETURNING ").identifier(t.generated().name);
}

constexpr void write_insert(writer& w, const table_info& t, std::size_t rows) {
    write_insert_into(w, t, rows, false);
    if (rows == 1) write_generated(w, t);
}

/// A number such as 0.25. One that is no short decimal is refused where it is declared.
constexpr void write_real(writer& w, double value) {
    if (value < 0) {
        w.add('-');
        value = -value;
    }
    const short_decimal d = decimal_of(value);
    char digits[20]{};
    int count = 0;
    for (std::int64_t rest = d.digits; rest != 0 || count <= d.places; rest /= 10)
        digits[count++] = static_cast<char>('0' + rest % 10);
    while (count > d.places) w.add(digits[--count]);
    w.add('.');
    if (count == 0) w.add('0');
    while (count > 0) w.add(digits[--count]);
}

/// As a value of this column.
constexpr void write_literal(writer& w, const column_info& c, const literal& value) {
    if (c.kind == value_kind::decimal && !w.dialect().has_decimals) {
        const short_decimal d = value.as_decimal();
        w.quoted(sortable_decimal(stored_decimal{d.digits, d.places}).view(), '\'');
        return;
    }
    switch (value.kind) {
        case literal::type::boolean:
            w.add(value.integer != 0 ? w.dialect().true_text : w.dialect().false_text);
            break;
        case literal::type::integer: w.number(value.integer); break;
        case literal::type::real: write_real(w, value.real()); break;
        case literal::type::text: w.quoted(value.view(), '\''); break;
        case literal::type::current_time: w.add(w.dialect().now); break;
        default: break;
    }
}

constexpr std::string_view on_delete_text(on_delete action) {
    switch (action) {
        case on_delete::restrict: return " ON DELETE RESTRICT";
        case on_delete::cascade: return " ON DELETE CASCADE";
        case on_delete::set_null: return " ON DELETE SET NULL";
        case on_delete::set_default: return " ON DELETE SET DEFAULT";
        default: return "";
    }
}

constexpr std::string_view deferrable_text(deferrable checked) {
    switch (checked) {
        case deferrable::initially_immediate: return " DEFERRABLE INITIALLY IMMEDIATE";
        case deferrable::initially_deferred: return " DEFERRABLE INITIALLY DEFERRED";
        default: return "";
    }
}

constexpr void write_members(writer& w, const table_info& t, const std::string_view* members,
                             std::size_t count) {
    w.add('(');
    bool first = true;
    for (std::size_t i = 0; i < count; ++i) {
        write_separator(w, first);
        const std::size_t c = t.index_of_member(members[i]);
        w.identifier(c == table_info::npos ? members[i] : t.columns[c].name);
    }
    w.add(')');
}

constexpr void write_references(writer& w, const reference_info& r) {
    w.add(" REFERENCES ").identifier(r.to->name).add(' ');
    write_members(w, *r.to, r.referenced, r.count);
    w.add(on_delete_text(r.when_removed)).add(deferrable_text(r.when_checked));
}
constexpr void write_foreign_key(writer& w, const reference_info& r) {
    w.add("FOREIGN KEY ");
    write_members(w, *r.from, r.members, r.count);
    write_references(w, r);
}

/// Whether the table is made with a reference, or gets it when all tables are there.
constexpr bool is_written_with(const reference_info& r, bool late) { return !late || r.refers_to_itself(); }

constexpr void write_column(writer& w, const table_info& t, std::size_t column, bool late) {
    const column_info& c = t.columns[column];
    w.identifier(c.name).add(' ');
    std::string_view type;
    bool with_length = false;
    w.dialect().column_type(c, type, with_length);
    if (c.generated) {
        if (w.dialect().generated_key_has_type) w.add(type);
        w.add(w.dialect().generated_key);
        return;
    }
    w.add(type);
    if (with_length && c.kind == value_kind::decimal)
        w.add('(').number(c.precision).add(", ").number(c.scale).add(')');
    else if (with_length) w.add('(').number(c.max_length).add(')');
    if (c.kind == value_kind::text) w.add(w.dialect().text_order);
    if (!c.nullable) w.add(" NOT NULL");
    if (c.primary_key && t.key_count == 1) w.add(" PRIMARY KEY");
    if (c.unique) w.add(" UNIQUE");
    if (c.has_default) {
        w.add(" DEFAULT ");
        write_literal(w, c, *c.db_default);
    }
    if (c.has_min) {
        w.add(" CHECK (").identifier(c.name).add(" >= ");
        write_literal(w, c, *c.min_value);
        w.add(')');
    }
    if (c.has_max) {
        w.add(" CHECK (").identifier(c.name).add(" <= ");
        write_literal(w, c, *c.max_value);
        w.add(')');
    }
    if ((c.kind == value_kind::json || is_list(c.kind)) && !w.dialect().checks_json.empty()) {
        w.add(" CHECK (");
        if (c.nullable) w.identifier(c.name).add(" IS NULL OR ");
        w.add(w.dialect().checks_json).add('(').identifier(c.name).add("))");
    }
    if (!c.check.empty()) w.add(" CHECK (").add(c.check).add(')');
    if (c.refers)
        if (const reference_info r = reference_of_column(t, column); is_written_with(r, late))
            write_references(w, r);
}

/// table_column_column_idx, cut to PostgreSQL's 63 bytes with a hash of the whole where it is longer.
constexpr void write_index_name(writer& w, const table_info& t, const std::string_view* columns,
                                std::size_t count) {
    std::uint32_t hash = 2166136261u;  // FNV-1a
    char name[64]{};
    std::size_t size = 0;
    const auto put = [&](std::string_view part) {
        for (char c : part) {
            hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
            if (size < 63) name[size] = c;
            ++size;
        }
    };
    put(t.name);
    for (std::size_t i = 0; i < count; ++i) {
        put("_");
        put(columns[i]);
    }
    put("_idx");
    if (size > 63) {
        size = 63;
        name[63 - 9] = '_';
        for (std::size_t i = 0; i < 8; ++i, hash >>= 4) name[62 - i] = "0123456789abcdef"[hash & 15];
    }
    w.identifier({name, size});
}

constexpr void write_index(writer& w, const table_info& t, const std::string_view* columns,
                           std::size_t count) {
    w.add(";\nCREATE INDEX IF NOT EXISTS ");
    write_index_name(w, t, columns, count);
    w.add(" ON ").identifier(t.name).add(" (");
    bool first = true;
    for (std::size_t i = 0; i < count; ++i) {
        write_separator(w, first);
        w.identifier(columns[i]);
    }
    w.add(')');
}

/// The table and its indexes, one statement after the other, separated by semicolons; where its references come late,
/// without those to other tables.
constexpr void write_create_table(writer& w, const table_info& t, bool late = false) {
    w.add("CREATE TABLE IF NOT EXISTS ").identifier(t.name).add(" (\n    ");
    bool first = true;
    for (std::size_t i = 0; i < t.column_count; ++i) {
        write_separator(w, first, ",\n    ");
        write_column(w, t, i, late);
    }
    if (t.key_count > 1) {
        w.add(",\n    PRIMARY KEY (");
        first = true;
        for (const column_info& c : t) {
            if (!c.primary_key) continue;
            write_separator(w, first);
            w.identifier(c.name);
        }
        w.add(')');
    }
    for (std::size_t i = 0; i < t.constraint_count; ++i) {
        const constraint_info& constraint = t.constraints[i];
        if (constraint.kind == constraint_info::type::unique) {
            w.add(",\n    UNIQUE ");
            write_members(w, t, constraint.members, constraint.count);
        } else if (constraint.kind == constraint_info::type::foreign_key) {
            const reference_info r = reference_of_constraint(t, i);
            if (!is_written_with(r, late)) continue;
            w.add(",\n    ");
            write_foreign_key(w, r);
        } else if (constraint.kind == constraint_info::type::check)
            w.add(",\n    CHECK (").add(constraint.check).add(')');
    }
    w.add("\n)").add(w.dialect().table_suffix);
    for (const column_info& c : t)
        if (c.indexed) write_index(w, t, &c.name, 1);
    for (std::size_t i = 0; i < t.constraint_count; ++i) {
        const constraint_info& constraint = t.constraints[i];
        if (constraint.kind != constraint_info::type::index) continue;
        std::string_view names[constraint_info::max_columns]{};
        for (std::size_t j = 0; j < constraint.count; ++j)
            names[j] = t.columns[t.index_of_member(constraint.members[j])].name;
        write_index(w, t, names, constraint.count);
    }
}

/// The references to other tables, for a table that was made without them.
constexpr void write_late_references(writer& w, const table_info& t) {
    w.add("ALTER TABLE ").identifier(t.name);
    bool first = true;
    for (std::size_t i = 0; const reference_info r = reference_at(t, i); ++i) {
        if (is_written_with(r, true)) continue;
        w.add(first ? " ADD " : ", ADD ");
        first = false;
        write_foreign_key(w, r);
    }
}

}  // namespace interlock::detail
