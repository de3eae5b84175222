// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/connection_for.hpp>
#include <interlock/backend/raw_cache.hpp>
#include <interlock/backend/sqlite/functions.hpp>
#include <interlock/backend/sqlite/raw.hpp>
#include <interlock/backend/sqlite/statement.hpp>
#include <interlock/backend/statement_cache.hpp>
#include <interlock/backend/url.hpp>

#include <sqlite3.h>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace interlock {

/// A connection to an SQLite database, for one thread at a time.
///
/// URL: `sqlite:path`, `sqlite:///absolute/path`, `sqlite::memory:`; parameters:
///   mode=rwc|rw|ro     create it where it is missing (rwc, the default), open for writing, or for reading only
///   busy_timeout=ms    how long to wait for a lock, 5000 where it is left out
///   synchronous=off|normal|full   when to wait for the disk; normal where it is left out, as fits WAL
/// A file is put into WAL mode, foreign keys are enforced, double-quoted text is no string.
class sqlite_connection {
public:
    using statement_type = sqlite_statement;

    /// Opens the database. Throws connection_failed, or configuration_error for a parameter it does not know.
    sqlite_connection(std::string_view alias, const url& where) : alias_(alias) {
        try {
            open(where);
        } catch (error& e) {
            close();
            e.at_statement(alias_, {}, {});
            throw;
        }
    }
    sqlite_connection(const sqlite_connection&) = delete;
    sqlite_connection& operator=(const sqlite_connection&) = delete;
    ~sqlite_connection() { close(); }

    static bool speaks(std::string_view scheme) noexcept { return scheme == "sqlite"; }

    std::string_view alias() const noexcept { return alias_; }

    /// The statement of this text, prepared at its first use and kept.
    sqlite_statement& prepare(const statement_text& text) {
        sqlite_statement* kept = statements_.find_idle(text);
        return kept != nullptr ? *kept : statements_.keep(text, new sqlite_statement(db_, text.sql));
    }

    /// The statement of a dynamic query; kept, but not for ever.
    sqlite_statement& prepare(const dynamic_text& text) {
        if (sqlite_statement* kept = raw_statements_.find_idle(text)) return *kept;
        return raw_statements_.make(
            text, [&](const statement_text& t) { return new sqlite_statement(db_, t.sql); });
    }

    /// The statement of a text that the program brings itself; kept, but not for ever. Throws usage_error and
    /// type_mismatch where the text is not what its signature says.
    sqlite_statement& prepare_raw(std::string_view asked, const raw_signature& signature) {
        if (sqlite_statement* kept = raw_statements_.find_idle(asked, signature)) return *kept;
        detail::check_raw_text(asked);
        return raw_statements_.make(asked, std::string(asked), signature, [&](const statement_text& text) {
            const char* tail = "";
            auto* const made = new sqlite_statement(db_, text.sql, SQLITE_PREPARE_PERSISTENT, &tail);
            try {
                detail::check_sqlite_raw(db_, made->native_handle(), tail, signature);
            } catch (...) {
                delete made;
                throw;
            }
            return made;
        });
    }
    /// Executes what prepare_raw() gave. The number of rows that it changed, 0 for what changes none.
    std::int64_t run_raw(sqlite_statement& statement) {
        // SQLite's count of a statement stays where the next one is no insert, update or delete
        const std::int64_t before = sqlite3_total_changes64(db_);
        const std::int64_t rows = statement.run();
        return sqlite3_total_changes64(db_) == before ? 0 : rows;
    }

    /// The rows of an EXPLAIN QUERY PLAN: a line for each node, indented below its parent. Their form is for people
    /// and changes between versions (https://www.sqlite.org/eqp.html).
    static std::string read_plan(sqlite_statement& statement) {
        std::string plan;
        std::vector<std::int64_t> path;  // the nodes that the next one may be below
        while (statement.step()) {
            while (!path.empty() && path.back() != statement.value(1).integer()) path.pop_back();
            plan.append(2 * path.size(), ' ').append(statement.value(3).text()) += '\n';
            path.push_back(statement.value(0).integer());
        }
        return plan;
    }

    /// Runs statements that give no rows, separated by semicolons.
    void execute(const std::string& script) {
        if (sqlite3_exec(db_, script.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) return;
        try {
            detail::throw_sqlite(db_);
        } catch (error& e) {
            e.at_statement(alias_, {}, script);
            throw;
        }
    }

    /// Takes the write lock at once, where the database can be written: a transaction that began by reading
    /// could otherwise fail at its first write.
    void begin() { execute(read_only_ ? "BEGIN" : "BEGIN IMMEDIATE"); }
    void commit() {
        try {
            execute("COMMIT");
        } catch (...) {
            rollback();
            throw;
        }
    }
    void rollback() noexcept {
        if (in_transaction()) sqlite3_exec(db_, "ROLLBACK", nullptr, nullptr, nullptr);
    }
    bool in_transaction() const noexcept { return sqlite3_get_autocommit(db_) == 0; }

    /// The key that the last insert generated.
    std::int64_t last_insert_id() const noexcept { return sqlite3_last_insert_rowid(db_); }

    sqlite3* native_handle() const noexcept { return db_; }

private:
    void open(const url& where) {
        int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
        std::int64_t timeout = 5000;
        std::string synchronous = "normal";
        for (const auto& [name, value] : where.parameters()) {
            if (name == "mode" && value == "ro") flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX;
            else if (name == "mode" && value == "rw") flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
            else if (name == "mode" && value == "rwc") continue;
            else if (name == "busy_timeout" && read_number(value, timeout)) continue;
            else if (name == "synchronous" && (value == "off" || value == "normal" || value == "full"))
                synchronous = value;
            else
                throw configuration_error(
                    "an SQLite URL has no parameter '" + name +
                    "' with this value; it takes "
                    "mode=rwc|rw|ro, busy_timeout=milliseconds, synchronous=off|normal|full");
        }
        read_only_ = (flags & SQLITE_OPEN_READONLY) != 0;
        std::string path = url::decoded(where.location());
        if (path.rfind("///", 0) == 0) path.erase(0, path[3] == '/' ? 3 : 2);  // an empty host
        if (path.empty()) throw configuration_error("an SQLite URL names a file, or :memory:");
        if (path.find('\0') != std::string::npos)
            throw configuration_error("the file of an SQLite URL has a NUL character in its name");
        if (path.rfind("file:", 0) == 0) path.insert(0, "./");  // a name and no URI, however SQLite is built
        if (path.rfind("//", 0) == 0)
            throw configuration_error(
                "an SQLite URL has no host: write sqlite:file or sqlite:///absolute/path");

        const int rc = sqlite3_open_v2(path.c_str(), &db_, flags, nullptr);
        if (rc != SQLITE_OK)
            throw connection_failed("cannot open '" + path +
                                        "': " + (db_ != nullptr ? sqlite3_errmsg(db_) : sqlite3_errstr(rc)),
                                    std::to_string(rc));
        sqlite3_extended_result_codes(db_, 1);
        detail::add_sqlite_functions(db_);
        sqlite3_busy_timeout(db_, static_cast<int>(timeout));
        sqlite3_db_config(db_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
        sqlite3_db_config(db_, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
        sqlite3_db_config(db_, SQLITE_DBCONFIG_ENABLE_FKEY, 1, nullptr);
        if (sqlite3_db_readonly(db_, "main") == 1) read_only_ = true;  // a file that may not be written
        if (!read_only_)
            execute("PRAGMA journal_mode = WAL");  // reads the file: what is no database fails here
        else execute("SELECT 1 FROM sqlite_schema LIMIT 1");
        execute("PRAGMA synchronous = " + synchronous);
    }

    void close() noexcept {
        statements_.clear();
        raw_statements_.clear();
        if (db_ != nullptr) sqlite3_close(db_);
        db_ = nullptr;
    }

    static bool read_number(const std::string& text, std::int64_t& out) {
        const char* const end = text.data() + text.size();
        const auto [stop, failure] = std::from_chars(text.data(), end, out);
        return failure == std::errc() && stop == end && out >= 0 && out <= 86'400'000;
    }

    std::string alias_;
    sqlite3* db_ = nullptr;
    bool read_only_ = false;
    detail::statement_cache<sqlite_statement> statements_;
    detail::raw_cache<sqlite_statement> raw_statements_;
};

static_assert(backend_connection<sqlite_connection>);

template <>
struct connection_for<sqlite> {
    using type = sqlite_connection;
};

}  // namespace interlock
