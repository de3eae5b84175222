// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/table.hpp>
#include <interlock/sql/statement_text.hpp>

// What is asked of PostgreSQL about its write-ahead log and its replicas
// (https://www.postgresql.org/docs/current/functions-admin.html, "Recovery Information Functions"). Positions of the log
// are numbers of bytes.

namespace interlock::postgres_detail {

struct replication {
    /// Where the log of a source ends. What was committed before, asynchronously too, lies before that:
    /// pg_current_wal_lsn() would be where it has been written to, which may be behind a commit that nobody waited for.
    static constexpr statement_text position{"SELECT (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::bigint",
                                             nullptr, 0, &detail::no_table};
    /// Up to where a replica shows what was written; NULL where it is none.
    static constexpr statement_text replayed{
        "SELECT CASE WHEN pg_is_in_recovery() THEN (pg_last_wal_replay_lsn() - '0/0'::pg_lsn)::bigint END",
        nullptr, 0, &detail::no_table};
    /// The milliseconds by which a replica is behind. One that has shown all that it received is behind by nothing, as
    /// long as it receives; else it is as old as the last transaction that it shows, and NULL where there is none.
    static constexpr statement_text lag{
        "SELECT CASE WHEN NOT pg_is_in_recovery() THEN 0 "
        "WHEN pg_last_wal_receive_lsn() <= pg_last_wal_replay_lsn() AND EXISTS (SELECT FROM pg_stat_wal_receiver) THEN 0 "
        "ELSE abs(extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()) * 1000)::bigint END",
        nullptr, 0, &detail::no_table};
};

}  // namespace interlock::postgres_detail
