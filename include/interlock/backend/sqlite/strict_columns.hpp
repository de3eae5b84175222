// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/sql/statement_text.hpp>

#include <sqlite3.h>

#include <cstdint>

namespace interlock::detail {

/// Whether all that one can select from in the databases of a connection are strict tables, which store values of their
/// columns' types alone (https://www.sqlite.org/stricttables.html); without a virtual column, which is not stored.
[[gnu::cold]] inline bool all_tables_are_strict(sqlite3* db) noexcept {
    static constexpr char lax[] =
        "SELECT 1 FROM pragma_table_list AS t WHERE name NOT GLOB 'sqlite_*' AND (NOT strict OR EXISTS (SELECT 1 FROM "
        "pragma_table_xinfo(t.name, t.schema) WHERE hidden = 2))";
    sqlite3_stmt* asks = nullptr;
    const bool answers = sqlite3_prepare_v2(db, lax, sizeof lax, &asks, nullptr) == SQLITE_OK;
    const bool none = answers && sqlite3_step(asks) == SQLITE_DONE;
    sqlite3_finalize(asks);
    return none;
}

/// Whether the types that SQLite tells of a query's columns are those of all its rows: of a compound they are those of the
/// rows of its first SELECT.
[[gnu::cold]] inline bool is_single_select(const char* sql) noexcept {
    const auto is_like = [sql](const char* pattern) { return sqlite3_strlike(pattern, sql, 0) == 0; };
    return is_like("SELECT %") && !is_like("%UNION%") && !is_like("%INTERSECT%") && !is_like("%EXCEPT%");
}

/// The columns of a statement in which there are integers and NULLs alone, so that nobody need look at the type of each
/// value. SQLite is asked for them where so many rows are read at once that it pays, and again for another schema: what
/// that takes grows with the number of tables. What the program's own virtual tables declare is believed.
class strict_columns {
public:
    /// Another row of an execution is there. What a program's own texts give is not known.
    void see_row(sqlite3_stmt* statement, const statement_text* text) noexcept {
        if (rows_ != enough_rows && ++rows_ == enough_rows && text != nullptr && text->raw == nullptr)
            begin(statement);
    }
    /// An execution has ended.
    void end() noexcept {
        rows_ = 0;
        integers_ = 0;
    }
    bool are_integers(int column) const noexcept { return (integers_ >> (column & 63) & 1) != 0; }

private:
    static constexpr std::uint32_t enough_rows = 1000;

    [[gnu::cold, gnu::noinline]] void begin(sqlite3_stmt* statement) noexcept {
        // how often the statement was prepared anew, for another schema
        const int schema = sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_REPREPARE, 0);
        if (schema != schema_) known_ = integers_of(statement);
        schema_ = schema;
        integers_ = known_;
    }
    static std::uint64_t integers_of(sqlite3_stmt* statement) noexcept {
        const int count = sqlite3_column_count(statement);
        if (count > 64 || !is_single_select(sqlite3_sql(statement)) ||
            !all_tables_are_strict(sqlite3_db_handle(statement)))
            return 0;
        std::uint64_t integers = 0;
        for (int i = 0; i < count; ++i) {
            const char* const type = sqlite3_column_decltype(statement, i);  // none for an expression
            // of the types in strict tables INT and INTEGER alone begin so
            if (type != nullptr && (type[0] == 'I' || type[0] == 'i')) integers |= std::uint64_t{1} << i;
        }
        return integers;
    }

    std::uint32_t rows_ = 0;      // of this execution, up to enough
    std::uint64_t integers_ = 0;  // a bit for each column; none before there are enough rows
    std::uint64_t known_ = 0;
    int schema_ = -1;
};

}  // namespace interlock::detail
