// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/sqlite/errors.hpp>
#include <interlock/model/error.hpp>

#include <sqlite3.h>

#include <string>
#include <utility>

namespace interlock::detail {

/// What a connection and its statements share.
struct sqlite_link {
    sqlite3* db = nullptr;
    bool begun = false;   // a transaction, whatever became of it
    bool failed = false;  // a statement of it, which ends what can be done in it, as on PostgreSQL

    /// Throws the error of the statement that was prepared or run.
    [[noreturn, gnu::cold]] void fail() { fail(sqlite3_extended_errcode(db), sqlite3_errmsg(db)); }
    [[noreturn, gnu::cold]] void fail(int code, std::string message) {
        failed = begun;
        throw_sqlite(code, std::move(message));
    }
    void require_sound() const {
        if (failed) refuse();
    }

private:
    [[noreturn, gnu::cold]] static void refuse() {
        throw transaction_failed("an earlier statement of this transaction failed: roll it back");
    }
};

}  // namespace interlock::detail
