// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/error.hpp>
#include <interlock/model/integer_text.hpp>

#include <sqlite3.h>

#include <string>
#include <string_view>

namespace interlock::detail {

/// A removal that on_delete::restrict refuses has the code of a trigger.
inline bool is_broken_reference(int code, std::string_view message) {
    return code == SQLITE_CONSTRAINT_FOREIGNKEY ||
           (code == SQLITE_CONSTRAINT_TRIGGER && message == "FOREIGN KEY constraint failed");
}

/// Throws the error of the hierarchy that an extended result code stands for
/// (https://www.sqlite.org/rescode.html).
[[noreturn, gnu::cold]] inline void throw_sqlite(int code, std::string_view message) {
    const std::string text = integer_text(code);
    if (is_broken_reference(code, message)) throw foreign_key_violation(message, text);
    switch (code) {
        case SQLITE_CONSTRAINT_UNIQUE:
        case SQLITE_CONSTRAINT_PRIMARYKEY:
        case SQLITE_CONSTRAINT_ROWID: throw unique_violation(message, text);
        case SQLITE_CONSTRAINT_NOTNULL: throw not_null_violation(message, text);
        case SQLITE_CONSTRAINT_CHECK: throw check_violation(message, text);
        case SQLITE_CONSTRAINT_DATATYPE:
            // what queries write into integer columns is an integer, unless a computation has overflowed
            if (message.starts_with("cannot store REAL value in INTEGER column"))
                throw value_out_of_range(
                    std::string("a computed integer does not fit 64 bits: ").append(message), text);
            throw type_mismatch(message, text);
        default: break;
    }
    switch (code & 0xff) {
        case SQLITE_CONSTRAINT: throw constraint_violation(message, text);
        case SQLITE_BUSY:
        case SQLITE_LOCKED: throw busy(message, text);
        case SQLITE_READONLY: throw read_only_database(message, text);
        case SQLITE_NOTADB:
        case SQLITE_CANTOPEN: throw connection_failed(message, text);
        case SQLITE_FULL: throw disk_full(message, text);
        case SQLITE_CORRUPT: throw corrupt_database(message, text);
        case SQLITE_INTERRUPT: throw statement_cancelled(message, text);
        case SQLITE_TOOBIG:
        case SQLITE_RANGE: throw value_out_of_range(message, text);
        case SQLITE_MISMATCH: throw type_mismatch(message, text);
        case SQLITE_ERROR:
            if (message.starts_with("no such table") ||
                message.find("no column named") != std::string_view::npos ||
                message.starts_with("no such column"))
                throw schema_mismatch(std::string(message).append(" (migrations may be pending)"), text);
            if (message == "integer overflow") throw value_out_of_range(message, text);
            break;
        default: break;
    }
    throw engine_error(message, text);
}

[[noreturn, gnu::cold]] inline void throw_sqlite(sqlite3* db) {
    throw_sqlite(sqlite3_extended_errcode(db), sqlite3_errmsg(db));
}

}  // namespace interlock::detail
