// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/error.hpp>
#include <interlock/query/pattern_kind.hpp>

#include <string>
#include <string_view>

// SQLite's LIKE folds ASCII letters, so there a pattern that regards case becomes one of GLOB, which does not fold
// and can use an index; PostgreSQL takes LIKE, and ILIKE where case is not regarded. In both the value's own pattern
// characters stand for themselves, except in like(), whose value is a pattern: % any text, _ one character,
// \ before either of them or itself takes it literally.

namespace interlock::detail {

inline void append_glob_literal(std::string& out, char c) {
    if (c == '*' || c == '?' || c == '[') {
        out += '[';
        out += c;
        out += ']';
    } else out += c;
}

/// The pattern for SQLite's GLOB.
inline void glob_pattern(std::string& out, pattern_kind kind, std::string_view value) {
    out.clear();
    if (kind == pattern_kind::like) {
        for (std::size_t i = 0; i < value.size(); ++i) {
            if (value[i] == '%') out += '*';
            else if (value[i] == '_') out += '?';
            else if (value[i] == '\\') {
                if (++i == value.size())
                    throw value_out_of_range("a pattern for like() ends with its escape character");
                append_glob_literal(out, value[i]);
            } else append_glob_literal(out, value[i]);
        }
        return;
    }
    if (kind == pattern_kind::suffix || kind == pattern_kind::anywhere) out += '*';
    for (char c : value) append_glob_literal(out, c);
    if (kind == pattern_kind::prefix || kind == pattern_kind::anywhere) out += '*';
}

/// The pattern for LIKE with the backslash as its escape character.
inline void like_pattern(std::string& out, pattern_kind kind, std::string_view value) {
    out.clear();
    kind = unfolded(kind);
    if (kind == pattern_kind::like) {
        std::size_t escapes = 0;
        for (std::size_t i = value.size(); i > 0 && value[i - 1] == '\\'; --i) ++escapes;
        if (escapes % 2 == 1) throw value_out_of_range("a pattern for like() ends with its escape character");
        out = value;
        return;
    }
    if (kind == pattern_kind::suffix || kind == pattern_kind::anywhere) out += '%';
    for (char c : value) {
        if (c == '%' || c == '_' || c == '\\') out += '\\';
        out += c;
    }
    if (kind == pattern_kind::prefix || kind == pattern_kind::anywhere) out += '%';
}

/// The pattern for SQLite: LIKE's where case is not regarded, else GLOB's.
inline void sqlite_pattern(std::string& out, pattern_kind kind, std::string_view value) {
    if (value.find('\0') != std::string_view::npos)
        throw value_out_of_range("a pattern holds a NUL character, where SQLite's patterns end");
    if (is_folded(kind)) like_pattern(out, kind, value);
    else glob_pattern(out, kind, value);
}

}  // namespace interlock::detail
