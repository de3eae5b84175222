// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/sqlite/errors.hpp>
#include <interlock/model/error.hpp>
#include <interlock/model/integer_text.hpp>
#include <interlock/sql/raw_checks.hpp>
#include <interlock/sql/raw_text.hpp>

#include <sqlite3.h>

#include <cstddef>
#include <string>

namespace interlock::detail {

/// Throws where what SQLite prepared is not what the program says of its text. `tail` is what follows the statement.
inline void check_sqlite_raw(sqlite3* db, sqlite3_stmt* statement, const char* tail, const raw_signature& s) {
    // what follows may be spaces and comments: SQLite finds no statement in them
    for (const char* rest = tail; *rest != '\0';) {
        sqlite3_stmt* more = nullptr;
        const int rc = sqlite3_prepare_v2(db, rest, -1, &more, &rest);
        sqlite3_finalize(more);
        if (more != nullptr || rc != SQLITE_OK)
            throw usage_error("the text holds more than one statement; run each by a call of its own");
    }
    const int placeholders = sqlite3_bind_parameter_count(statement);
    for (int i = 1; i <= placeholders; ++i) {
        const char* name = sqlite3_bind_parameter_name(statement, i);
        if (name != nullptr && (*name != '?' || s.portable))
            throw usage_error("the placeholder " + std::string(name) + " has a name; write ?");
    }
    check_placeholder_count(static_cast<std::size_t>(placeholders), s.parameter_count);
    if (s.reads && sqlite3_stmt_readonly(statement) == 0)
        throw usage_error("a text that writes was given as il::reads; give it as il::writes");
    if (s.columns == nullptr) return;
    const int columns = sqlite3_column_count(statement);
    if (static_cast<std::size_t>(columns) != s.column_count)
        throw type_mismatch("the text gives " + integer_text(columns) + " columns where " +
                            integer_text(static_cast<std::int64_t>(s.column_count)) + " are read");
}

}  // namespace interlock::detail
