// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/sqlite/errors.hpp>
#include <interlock/backend/table_list.hpp>
#include <interlock/model/error.hpp>
#include <interlock/model/integer_text.hpp>
#include <interlock/sql/statement_text.hpp>

#include <sqlite3.h>
#include <time.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace interlock::detail {

/// What a connection and its statements share.
struct sqlite_link {
    sqlite3* db = nullptr;
    bool begun = false;         // a transaction, whatever became of it
    bool failed = false;        // a statement of it, which ends what can be done in it, as on PostgreSQL
    std::int64_t most_ns = 0;   // that a statement may take; 0 for no limit
    std::int64_t deadline = 0;  // of the running one, on the monotonic clock
    bool late = false;
    /// Throws the error of a broken reference, if it is one: of a statement, or of a commit, which has none. Not there
    /// where a service has no references, so that its program has no such code.
    void (*tell_reference)(sqlite_link&, const statement_text*, sqlite3_stmt* failed, int code,
                           const std::string& message) = nullptr;
    const table_list* tables = nullptr;  // that there are, for it

    /// Throws the error of the statement that was prepared or run.
    [[noreturn, gnu::cold]] void fail() { fail(sqlite3_extended_errcode(db), sqlite3_errmsg(db)); }
    [[noreturn, gnu::cold]] void fail(int code, std::string_view message) {
        failed = begun;
        if (std::exchange(late, false) && code == SQLITE_INTERRUPT)
            throw statement_timeout("the statement took longer than the URL's statement_timeout of " +
                                        integer_text(most_ns / 1'000'000) + " ms",
                                    integer_text(code));
        throw_sqlite(code, message);
    }
    /// Before a statement begins.
    void start_clock() noexcept { deadline = clock() + most_ns; }
    /// Ends statements that take longer. SQLite asks after every so many of its instructions.
    void limit(std::int64_t ms) noexcept {
        most_ns = ms * 1'000'000;
        sqlite3_progress_handler(db, ms == 0 ? 0 : 1000, &is_late, this);
    }
    void require_sound() const {
        if (failed) refuse();
    }

private:
    static std::int64_t clock() noexcept {
        timespec now{};
        clock_gettime(CLOCK_MONOTONIC, &now);
        return static_cast<std::int64_t>(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
    }
    static int is_late(void* link) noexcept {
        auto* const self = static_cast<sqlite_link*>(link);
        self->late = clock() > self->deadline;
        return self->late ? 1 : 0;
    }
    [[noreturn, gnu::cold]] static void refuse() {
        throw transaction_failed("an earlier statement of this transaction failed: roll it back");
    }
};

}  // namespace interlock::detail
