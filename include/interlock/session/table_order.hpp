// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/reference_info.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace interlock::detail {

/// A table that is to be made, and its text in one dialect.
struct new_table {
    const table_info* table;
    std::string_view text;
    std::string_view references{};  // what adds them once all tables are there; empty where the text has them
};

constexpr bool refers_to(const table_info& t, const table_info& other) {
    for (std::size_t i = 0; const reference_info r = reference_at(t, i); ++i)
        if (r.to->is(other)) return true;
    return false;
}

/// Which of a database's tables refer to each other in a circle, or lie on a way from one circle to another: what stays
/// when again and again those are taken away that refer to none of the others, or that none refers to.
template <std::size_t Count>
struct table_circles {
    bool has[Count + 1]{};

    /// One that is not there is no_table, to which nothing refers.
    static constexpr table_circles among(const table_info* const* tables) {
        table_circles c;
        bool refers[Count + 1][Count + 1]{};
        for (std::size_t i = 0; i < Count; ++i) {
            c.has[i] = has_references(*tables[i]);
            for (std::size_t j = 0; j < Count && c.has[i]; ++j)
                refers[i][j] = i != j && refers_to(*tables[i], *tables[j]);
        }
        for (bool changed = true; changed;) {
            changed = false;
            for (std::size_t i = 0; i < Count; ++i) {
                bool leads_on = false, is_led_to = false;
                for (std::size_t j = 0; j < Count; ++j) {
                    leads_on = leads_on || (c.has[j] && refers[i][j]);
                    is_led_to = is_led_to || (c.has[j] && refers[j][i]);
                }
                if (!c.has[i] || (leads_on && is_led_to)) continue;
                c.has[i] = false;
                changed = true;
            }
        }
        return c;
    }
    constexpr bool any() const {
        for (const bool h : has)
            if (h) return true;
        return false;
    }
};

/// The texts in an order in which a table comes after those that it refers to, but for references that come late.
inline std::string in_order(new_table* tables, std::size_t count) {
    std::string script;
    for (std::size_t done = 0; done < count;) {
        const std::size_t before = done;
        for (std::size_t i = done; i < count; ++i) {
            bool ready = true;
            for (std::size_t j = done; j < count && tables[i].references.empty(); ++j)
                if (j != i && refers_to(*tables[i].table, *tables[j].table)) ready = false;
            if (!ready) continue;
            script.append(tables[i].text).append(";\n");
            std::swap(tables[i], tables[done++]);
        }
        if (done == before)  // a circle, on an engine that takes it: as they come
            for (; done < count; ++done) script.append(tables[done].text).append(";\n");
    }
    return script;
}

/// A text that holds an identifier.
inline std::string quoted_twice(std::string_view name) {
    std::string text = "'\"";
    for (const char c : name) text.append(c == '"' || c == '\'' ? 2u : 1u, c);
    return text.append("\"'");
}

/// The same on PostgreSQL where tables have references that come late. Those of a table that was there before are left
/// as they are.
inline std::string in_order_with_late_references(new_table* tables, std::size_t count) {
    std::string missing, late;
    for (std::size_t i = 0; i < count; ++i) {
        if (tables[i].references.empty()) continue;
        missing.append(missing.empty() ? "" : ", ").append(quoted_twice(tables[i].table->name));
        late.append("IF ").append(quoted_twice(tables[i].table->name)).append(" = ANY (missing) THEN\n");
        late.append(tables[i].references).append(";\nEND IF;\n");
    }
    std::string script = "DECLARE missing text[] := ARRAY(SELECT t FROM unnest(ARRAY[";
    script.append(missing).append("]) AS t WHERE to_regclass(t) IS NULL);\nBEGIN\n");
    script.append(in_order(tables, count)).append(late).append("END");
    std::string quoted = "DO '";
    for (const char c : script) quoted.append(c == '\'' ? 2u : 1u, c);
    return quoted += '\'';
}

}  // namespace interlock::detail
