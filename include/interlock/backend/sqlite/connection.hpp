// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/connection_for.hpp>
#include <interlock/backend/locate.hpp>
#include <interlock/backend/raw_cache.hpp>
#include <interlock/backend/sharing.hpp>
#include <interlock/backend/sqlite/broken_reference.hpp>
#include <interlock/backend/sqlite/functions.hpp>
#include <interlock/backend/sqlite/link.hpp>
#include <interlock/backend/sqlite/raw.hpp>
#include <interlock/backend/sqlite/statement.hpp>
#include <interlock/backend/statement_cache.hpp>
#include <interlock/backend/test_database.hpp>
#include <interlock/backend/url.hpp>
#include <interlock/backend/watch.hpp>
#include <interlock/model/integer_text.hpp>
#include <interlock/model/table.hpp>

#include <sqlite3.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace interlock {

/// A connection to an SQLite database, for one thread at a time.
///
/// URL: `sqlite:path`, `sqlite:///absolute/path`, `sqlite::memory:`; parameters:
///   mode=rwc|rw|ro     create it where it is missing (rwc, the default), open for writing, or for reading only, as it
///                      is in any case where the service only reads it
///   busy_timeout=ms    how long to wait for a lock, 5000 where it is left out
///   statement_timeout=ms   how long a statement may take, without a limit where it is left out
///   synchronous=off|normal|full   when to wait for the disk; normal where it is left out, as fits WAL
/// A file is put into WAL mode, foreign keys are enforced, double-quoted text is no string.
class sqlite_connection {
public:
    using statement_type = sqlite_statement;

    static constexpr bool can_break = false;

    /// Opens the database; for reads alone, if that is all it is wanted for. Throws connection_failed, no_such_database
    /// where the file is missing and is not to be made, or configuration_error for a parameter it does not know.
    sqlite_connection(std::string_view alias, const url& where, access wanted = access::writes)
        : alias_(alias) {
        try {
            open(where, wanted);
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
    /// In WAL mode readers see what is committed, and hinder nobody. A database in memory is its connection.
    static sharing sharing_of(const url& where) {
        if (url::decoded(where.location()) == ":memory:") return sharing::one;
        const char* const mode = where.find("mode");
        const bool reads = where.on_terms().only_reads || (mode != nullptr && std::string_view(mode) == "ro");
        return reads ? sharing::many : sharing::one_writer;
    }
    static void require_terms(const url& where) {
        const std::string file = url::decoded(where.location());
        if (where.on_terms().only_for_tests && file != ":memory:") detail::require_test_name(file);
    }

    std::string_view alias() const noexcept { return alias_; }

    /// Gives SQLite the library's functions, once (backend/sqlite/functions.hpp).
    void bring_functions() {
        if (!std::exchange(has_functions_, true)) detail::add_sqlite_functions(link_.db);
    }

    /// Whether triggers of a table, or the table itself, may say what is done about a conflict: what the statement says
    /// would overrule them (https://www.sqlite.org/lang_conflict.html, lang_createtrigger.html).
    bool decides_conflicts(std::string_view table) {
        static constexpr statement_text asks{
            "SELECT 1 FROM (SELECT * FROM sqlite_schema UNION ALL SELECT * FROM sqlite_temp_schema) WHERE tbl_name = ? "
            "COLLATE NOCASE AND (type = 'trigger' OR sql LIKE '%CONFLICT%')",
            nullptr, 0, &detail::no_table};
        sqlite_statement& statement = prepare(asks);
        const detail::reset_at_exit reset(statement);
        statement.bind(0, table);
        return statement.step();
    }

    /// The statement of this text, prepared at its first use and kept.
    sqlite_statement& prepare(const statement_text& text) {
        link_.require_sound();
        sqlite_statement* kept = statements_.find_idle(text);
        return kept != nullptr ? *kept : statements_.keep(text, new sqlite_statement(link_, text));
    }

    /// The statement of a dynamic query; kept, but not for ever.
    sqlite_statement& prepare(const dynamic_text& text) {
        link_.require_sound();
        if (sqlite_statement* kept = raw_statements_.find_idle(text)) return *kept;
        return raw_statements_.make(text,
                                    [&](const statement_text& t) { return new sqlite_statement(link_, t); });
    }

    /// The statement of a text that the program brings itself; kept, but not for ever. Throws usage_error and
    /// type_mismatch where the text is not what its signature says.
    sqlite_statement& prepare_raw(std::string_view asked, const raw_signature& signature) {
        link_.require_sound();
        if (detail::changes_session(asked)) changed_ = true;
        if (sqlite_statement* kept = raw_statements_.find_idle(asked, signature)) return *kept;
        detail::check_raw_text(asked);
        return raw_statements_.make(asked, std::string(asked), signature, [&](const statement_text& text) {
            const char* tail = "";
            auto* const made = new sqlite_statement(link_, text, SQLITE_PREPARE_PERSISTENT, &tail);
            try {
                detail::check_sqlite_raw(link_.db, made->native_handle(), tail, signature);
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
        const std::int64_t before = sqlite3_total_changes64(link_.db);
        const std::int64_t rows = statement.run();
        return sqlite3_total_changes64(link_.db) == before ? 0 : rows;
    }

    /// The rows of an EXPLAIN QUERY PLAN: a line for each node, indented below its parent. Their form is for people
    /// and changes between versions (https://www.sqlite.org/eqp.html).
    static std::string read_plan(sqlite_statement& statement) {
        constexpr std::size_t deepest = 64;
        std::string plan;
        std::int64_t path[deepest]{};  // the nodes that the next one may be below
        std::size_t depth = 0;
        while (statement.step()) {
            while (depth > 0 && path[depth - 1] != statement.value(1).integer()) --depth;
            plan.append(2 * depth, ' ').append(statement.value(3).text()) += '\n';
            if (depth < deepest) path[depth++] = statement.value(0).integer();
        }
        return plan;
    }

    /// Runs statements that give no rows, separated by semicolons.
    void execute(const std::string& script) {
        try {
            link_.require_sound();
            if (sqlite3_exec(link_.db, script.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
                fail_script(script);
        } catch (error& e) {
            e.at_statement(alias_, {}, script);
            throw;
        }
    }

    /// Takes the write lock at once, where the connection may write: a transaction that began by reading could
    /// otherwise fail at its first write.
    void begin() { begin(reads_only_ ? "BEGIN" : "BEGIN IMMEDIATE"); }
    void begin(const char* how) {
        execute(how);
        link_.begun = true;
    }
    void commit() {
        try {
            execute("COMMIT");
        } catch (...) {
            rollback();
            throw;
        }
        link_.begun = false;
    }
    void rollback() noexcept {
        if (sqlite3_get_autocommit(link_.db) == 0) run_quietly("ROLLBACK");
        link_.begun = link_.failed = false;
    }
    /// Also where the engine has taken it back already, which it does for some errors.
    bool in_transaction() const noexcept { return link_.begun || sqlite3_get_autocommit(link_.db) == 0; }

    /// A part of the transaction, of which the latest one that began ends first.
    void begin_part() { execute("SAVEPOINT interlock_part"); }
    void commit_part() { execute("RELEASE interlock_part"); }
    /// Does nothing where the whole transaction is gone.
    void rollback_part() noexcept {
        if (run_quietly("ROLLBACK TO interlock_part") && run_quietly("RELEASE interlock_part"))
            link_.failed = false;
    }

    /// Makes it fit for its next user. False where it has to be closed instead.
    bool restore() noexcept {
        if (in_transaction()) rollback();
        return !changed_ || reads_memory_;
    }

    /// The key that the last insert generated.
    std::int64_t last_insert_id() const noexcept { return sqlite3_last_insert_rowid(link_.db); }

    /// Ends the running statement, from any thread, while the connection stands.
    class canceller_type {
    public:
        explicit canceller_type(const sqlite_connection& c) noexcept : db_(c.native_handle()) {}
        void cancel() const noexcept { sqlite3_interrupt(db_); }

    private:
        sqlite3* db_;
    };

    sqlite3* native_handle() const noexcept { return link_.db; }

    /// What is to be told of its statements, if anything.
    detail::statement_watch* watch = nullptr;
    /// The tables of the service that the database has, for its errors; where it has references.
    void describe(const detail::table_list* tables) noexcept {
        link_.tables = tables;
        link_.tell_reference = &detail::tell_reference;
    }

private:
    [[noreturn, gnu::cold]] void fail_script(const std::string& script) {
        const int code = sqlite3_extended_errcode(link_.db);
        std::string message = sqlite3_errmsg(link_.db);
        if (link_.tell_reference != nullptr && script == "COMMIT")
            link_.tell_reference(link_, nullptr, nullptr, code, message);
        link_.fail(code, message);
    }
    bool run_quietly(const char* sql) noexcept {
        return sqlite3_exec(link_.db, sql, nullptr, nullptr, nullptr) == SQLITE_OK;
    }

    void open(const url& where, access wanted) {
        int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
        constexpr std::int64_t day = 86'400'000;  // in milliseconds
        std::int64_t timeout = 5000, statement_timeout = 0;
        std::string_view synchronous = "normal";
        for (const auto& [name, value] : where.parameters()) {
            if (name == "mode" && value == "ro") flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX;
            else if (name == "mode" && value == "rw") flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
            else if (name == "mode" && value == "rwc") continue;
            else if (name == "busy_timeout" && url::number(value, day, timeout)) continue;
            else if (name == "statement_timeout" && url::number(value, day, statement_timeout)) continue;
            else if (name == "synchronous" && (value == "off" || value == "normal" || value == "full"))
                synchronous = value;
            else if (url::is_of_pool(name)) continue;
            else
                throw configuration_error(
                    std::string("an SQLite URL has no parameter '")
                        .append(name)
                        .append("' with this value; it takes "
                                "mode=rwc|rw|ro, busy_timeout=milliseconds, statement_timeout=milliseconds, "
                                "synchronous=off|normal|full"));
        }
        if (where.on_terms().only_reads) flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX;
        reads_only_ = (flags & SQLITE_OPEN_READONLY) != 0;
        std::string path = url::decoded(where.location());
        if (path.rfind("///", 0) == 0) path.erase(0, path[3] == '/' ? 3 : 2);  // an empty host
        if (path.empty()) throw configuration_error("an SQLite URL names a file, or :memory:");
        if (path.rfind("file:", 0) == 0) path.insert(0, "./");  // a name and no URI, however SQLite is built
        if (path.rfind("//", 0) == 0)
            throw configuration_error(
                "an SQLite URL has no host: write sqlite:file or sqlite:///absolute/path");

        reads_memory_ = path == ":memory:";
        sqlite3*& db = link_.db;
        const int rc = sqlite3_open_v2(path.c_str(), &db, flags, nullptr);
        if (rc != SQLITE_OK) {
            const std::string message =
                std::string("cannot open '")
                    .append(path)
                    .append("': ")
                    .append(db != nullptr ? sqlite3_errmsg(db) : sqlite3_errstr(rc))
                    .append(where.on_terms().only_reads
                                ? "; it is only read, and not made where it is missing"
                                : "");
            if ((flags & SQLITE_OPEN_CREATE) == 0 && db != nullptr && sqlite3_system_errno(db) == ENOENT)
                throw no_such_database(message, detail::integer_text(rc));
            throw connection_failed(message, detail::integer_text(rc));
        }
        if (where.on_terms().only_for_tests && !reads_memory_)
            detail::require_test_name(sqlite3_db_filename(db, "main"));  // not a link's
        sqlite3_extended_result_codes(db, 1);
        sqlite3_busy_timeout(db, static_cast<int>(timeout));
        sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
        sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
        sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, nullptr);
        if (sqlite3_db_readonly(db, "main") == 1) reads_only_ = true;  // a file that may not be written
        if (!reads_only_)
            execute("PRAGMA journal_mode = WAL");  // reads the file: what is no database fails here
        else execute("SELECT 1 FROM sqlite_schema LIMIT 1");
        execute(std::string("PRAGMA synchronous = ").append(synchronous));
        if (wanted == access::reads && !reads_only_) {
            execute("PRAGMA query_only = 1");
            reads_only_ = true;
        }
        link_.limit(statement_timeout);
    }

    void close() noexcept {
        statements_.clear();
        raw_statements_.clear();
        if (link_.db != nullptr) sqlite3_close(link_.db);
        link_.db = nullptr;
    }

    std::string alias_;
    detail::sqlite_link link_;
    bool reads_only_ = false, reads_memory_ = false, has_functions_ = false;
    bool changed_ = false;  // by a raw text, such as a PRAGMA
    detail::statement_cache<sqlite_statement> statements_;
    detail::raw_cache<sqlite_statement> raw_statements_;
};

static_assert(backend_connection<sqlite_connection>);

template <>
struct connection_for<sqlite> {
    using type = sqlite_connection;
};

}  // namespace interlock
