// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/locate.hpp>
#include <interlock/model/error.hpp>
#include <interlock/model/refusal.hpp>
#include <interlock/model/table.hpp>
#include <interlock/model/value_kind.hpp>
#include <interlock/query/row_lock.hpp>
#include <interlock/session/statement_report.hpp>
#include <interlock/sql/render.hpp>
#include <interlock/sql/statement_text.hpp>

#include <cstdint>
#include <string_view>

// Locks on numbers of the program's own choice, which the database keeps and knows nothing else of.
// https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS
//
// A transaction has them until its end. PostgreSQL's other kind belongs to a connection: it would stay with one that
// goes back to a pool, and behind a pooler that gives each transaction another server it would be on the wrong one. So
// there is none here.

namespace interlock::detail {

/// Their texts, each of which gives a row where the lock was taken. Key is the type of each of the keys.
template <bool Try, class Key, int Keys>
struct advisory_lock_text {
    static constexpr std::string_view sql =
        Try ? (Keys == 1 ? "SELECT 1 WHERE pg_try_advisory_xact_lock($1)"
                         : "SELECT 1 WHERE pg_try_advisory_xact_lock($1, $2)")
            : (Keys == 1 ? "SELECT 1 FROM pg_advisory_xact_lock($1)"
                         : "SELECT 1 FROM pg_advisory_xact_lock($1, $2)");
    static constexpr value_kind kind = sizeof(Key) == 8 ? value_kind::int64 : value_kind::int32;
    static constexpr value_kind kinds[]{kind, kind};
    static constexpr statement_text text{sql, kinds, Keys, &no_table};
};

template <class Db, bool Try, class Key>
struct take_advisory_lock {
    template <class Backend, class Connection, class... Keys>
    static bool run(Connection& connection, Keys... keys) {
        if constexpr (dialect_of<Backend>::value.since(feature::advisory_locks).is_never()) {
            // an engine that was chosen at run time: a transaction of it that writes is the only one
            if constexpr (!is_chosen_at_run_time<typename Db::backend>)
                (void)refuse<not_in_the_dialect<Backend, feature::advisory_locks>>();
            return true;
        } else {
            constexpr const statement_text& text = advisory_lock_text<Try, Key, sizeof...(Keys)>::text;
            statement_report report(connection, text.table->model, text.sql);
            try {
                auto& statement = connection.prepare(text);
                const reset_at_exit reset(statement);
                int next = 0;
                (statement.bind(next++, std::int64_t{keys}), ...);
                const bool taken = statement.step();
                report.end(taken ? 1 : 0);
                return taken;
            } catch (error& e) {
                locate(e, connection.alias(), text, -1);
                report.end(0, &e);
                throw;
            }
        }
    }
};

/// Takes a lock in the transaction that an executor is in; whether it has it.
template <bool Try, class Key, class Executor, class... Keys>
bool advisory_lock(const Executor& executor, Keys... keys) {
    using operation = take_advisory_lock<typename Executor::database, Try, Key>;
    return executor.template perform<operation>(Key{keys}...);
}

}  // namespace interlock::detail
