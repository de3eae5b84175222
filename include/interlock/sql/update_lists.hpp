// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/by_row.hpp>
#include <interlock/query/expression.hpp>
#include <interlock/sql/table_text.hpp>
#include <interlock/sql/writer.hpp>

#include <cstdint>
#include <string_view>
#include <utility>

// An update of many rows from one list for each column. Lists hold integers, numbers and texts and no NULL: which
// values are NULL is a list of its own, of zeros and ones, and so are booleans.

namespace interlock::detail {

constexpr bool goes_in_a_list(value_kind kind) {
    return is_number(kind) || kind == value_kind::text || kind == value_kind::boolean;
}
constexpr value_kind list_for_update(value_kind kind) {
    return list_of(kind == value_kind::boolean ? value_kind::int64 : widened(kind));
}

/// What an update by a row takes from a list; the time of the change is one value for all, and so is a tenant's key.
template <class M>
constexpr bool takes_list(const column_info& c, bool of_tenant) {
    if (of_tenant && c.tenant_key) return false;
    return c.primary_key || (row_assignments<M, by_key>::sets(c) && !c.now_on_update);
}

template <class M>
struct written<update_lists_shape<M>> {
    static constexpr bool columns = false;
    static constexpr void to(writer& w) {
        const table_info& t = table_of<M>();
        w.add("UPDATE ").identifier(t.name).add(" SET ");
        bool first = true;
        for (std::size_t i = 0; i < t.column_count; ++i) {
            const column_info& c = t.columns[i];
            if (!row_assignments<M, by_key>::sets(c)) continue;
            write_separator(w, first);
            w.identifier(c.name).add(" = ");
            if (c.now_on_update) w.parameter(value_kind::timestamp);
            else if (w.is_tenant_key(c)) w.tenant_key(c);
            else write_taken(w, c, i);
        }
        w.add(" FROM unnest(");
        first = true;
        for (const column_info& c : t) {
            if (!takes_list<M>(c, w.dialect().of_tenant)) continue;
            write_separator(w, first);
            w.parameter(list_for_update(c.kind));
            if (c.nullable) w.add(", ").parameter(value_kind::int64_list);
        }
        w.add(") AS interlock_given(");
        first = true;
        for (std::size_t i = 0; i < t.column_count; ++i) {
            if (!takes_list<M>(t.columns[i], w.dialect().of_tenant)) continue;
            write_separator(w, first);
            write_name(w, 'c', i);
            if (t.columns[i].nullable) write_name(w.add(", "), 'n', i);
        }
        w.add(')');
        std::string_view before = write_own_rows(w, t);
        for (std::size_t i = 0; i < t.column_count; ++i) {
            const column_info& c = t.columns[i];
            if (!c.primary_key || w.is_tenant_key(c)) continue;
            w.add(std::exchange(before, " AND ")).identifier(t.name).add('.').identifier(c.name).add(" = ");
            write_value(w, c, i);
        }
    }

private:
    static constexpr void write_name(writer& w, char letter, std::size_t i) {
        w.add(letter).number(static_cast<std::int64_t>(i + 1));
    }
    static constexpr void write_value(writer& w, const column_info& c, std::size_t i) {
        const bool flag = c.kind == value_kind::boolean;
        w.add(flag ? "(interlock_given." : "interlock_given.");
        write_name(w, 'c', i);
        if (flag) w.add(" <> 0)");
    }
    static constexpr void write_taken(writer& w, const column_info& c, std::size_t i) {
        if (!c.nullable) return write_value(w, c, i);
        w.add("CASE WHEN interlock_given.");
        write_name(w, 'n', i);
        w.add(" = 0 THEN ");
        write_value(w, c, i);
        w.add(" END");
    }
};

}  // namespace interlock::detail
