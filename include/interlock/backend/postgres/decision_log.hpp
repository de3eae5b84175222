// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/table.hpp>
#include <interlock/model/value_kind.hpp>
#include <interlock/sql/statement_text.hpp>

// What commits in two phases say to PostgreSQL. docs/two_phase.md tells how they work.
//
// The decision log is the table interlock_decision of the database that is named first. A row in it means: committed,
// and perhaps not everywhere yet. The coordinator adds its row at the beginning, in the very transaction that it works
// in there, and commits it with that. So three things can be found out of any commit in two phases by adding its row
// once more:
//   it has to wait      the coordinator is still at work
//   it is there         committed
//   it can be added     that transaction is gone and not to come back: rolled back
//
// A name is il:<log>:<id>:<alias>. The participants of a row are databases as nobody else is called: by their server's
// identity, which a physical copy keeps, and their number in it; <log> is the same with the number of the table. An alias
// would not do, nor the table's name: to another session they may be others, and what another log knows nothing of is not
// to be rolled back.

namespace interlock::postgres_detail {

struct decision_log {
    static constexpr const char* create =
        "CREATE TABLE IF NOT EXISTS interlock_decision (id uuid PRIMARY KEY, participants text[] NOT NULL, "
        "begun timestamptz NOT NULL DEFAULT now())";
    /// For a while: a coordinator that is at work is to be left alone, one that is about to end is waited for.
    static constexpr const char* short_wait = "SET LOCAL lock_timeout = 100";

    static constexpr value_kind kinds[]{value_kind::text};
    static constexpr statement_text identity{
        "SELECT s.system_identifier || '.' || d.oid, "
        "coalesce(s.system_identifier || '.' || d.oid || '.' || to_regclass('interlock_decision')::oid, '') "
        "FROM pg_control_system() s, pg_database d WHERE d.datname = current_database()",
        nullptr, 0, &detail::no_table};
    // what follows is only true of a commit that is on the disk when it returns
    static constexpr statement_text begin{
        "INSERT INTO interlock_decision (id, participants) VALUES "
        "(md5(pg_backend_pid() || ' ' || clock_timestamp() || ' ' || random())::uuid, string_to_array($1, ' ')) "
        "RETURNING 'il:' || (SELECT s.system_identifier || '.' || d.oid FROM pg_control_system() s, "
        "pg_database d WHERE d.datname = current_database()) || '.' || tableoid || ':' || id, set_config('synchronous_commit', "
        "CASE current_setting('synchronous_commit') WHEN 'off' THEN 'on' "
        "ELSE current_setting('synchronous_commit') END, true)",
        kinds, 1, &detail::no_table};
    static constexpr statement_text ask{
        "INSERT INTO interlock_decision (id, participants) VALUES ($1::uuid, '{}') ON CONFLICT (id) DO NOTHING",
        kinds, 1, &detail::no_table};
    static constexpr statement_text decided{
        "SELECT id::text FROM interlock_decision WHERE participants <@ string_to_array($1, ' ')", kinds, 1,
        &detail::no_table};
    static constexpr statement_text prepared{
        "SELECT gid FROM pg_prepared_xacts WHERE database = current_database() AND gid LIKE 'il:%'", nullptr,
        0, &detail::no_table};
};

}  // namespace interlock::postgres_detail
