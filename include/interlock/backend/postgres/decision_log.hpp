// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/locate.hpp>
#include <interlock/model/error.hpp>
#include <interlock/model/table.hpp>
#include <interlock/model/value_kind.hpp>
#include <interlock/sql/statement_text.hpp>

#include <string>
#include <string_view>
#include <vector>

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

/// Runs a statement, with a parameter or without one, and lets `use` have it.
template <class Connection, class Use, class... Parameter>
auto run_statement(Connection& connection, const statement_text& text, Use use, Parameter... parameter) {
    try {
        auto& statement = connection.prepare(text);
        const detail::reset_at_exit reset(statement);
        (statement.bind(0, std::string_view(parameter)), ...);
        return use(statement);
    } catch (error& e) {
        detail::locate(e, connection.alias(), text, -1);
        throw;
    }
}
template <class Connection, class... Parameter>
std::vector<std::string> texts_of(Connection& connection, const statement_text& text,
                                  Parameter... parameter) {
    return run_statement(
        connection, text,
        [](auto& statement) {
            std::vector<std::string> all;
            while (statement.step()) all.emplace_back(statement.value(0).text());
            return all;
        },
        parameter...);
}

// Operations, for executor::perform().

struct make_log {
    template <class Backend, class Connection>
    static void run(Connection& c) {
        try {
            c.execute(decision_log::create);
        } catch (const error& e) {  // what IF NOT EXISTS says where somebody else makes it at the same time
            if (e.code() != "23505" && e.code() != "42P07" && e.code() != "42710") throw;
        }
    }
};
/// Which database it is, and which its log; no text where it has none.
struct database_identity {
    std::string database, log;
};
struct ask_identity {
    template <class Backend, class Connection>
    static database_identity run(Connection& c) {
        return run_statement(c, decision_log::identity, [](auto& statement) {
            (void)statement.step();
            return database_identity{std::string(statement.value(0).text()),
                                     std::string(statement.value(1).text())};
        });
    }
};
/// In a transaction: adds the row of a commit. What the names of its parts begin with.
struct begin_decision {
    template <class Backend, class Connection>
    static std::string run(Connection& c, const std::string& participants) {
        return texts_of(c, decision_log::begin, std::string_view(participants)).at(0);
    }
};
struct prepare_part {
    template <class Backend, class Connection>
    static void run(Connection& c, const std::string& name) {
        c.prepare_transaction(name);
    }
};
struct finish_part {
    template <class Backend, class Connection>
    static bool run(Connection& c, const std::string& name, bool commits) {
        return c.finish_prepared(name, commits);
    }
};
struct commit_decision {
    template <class Backend, class Connection>
    static void run(Connection& c) {
        c.commit();
    }
};
/// Whether a commit took place. Throws busy while its coordinator is at work.
struct ask_decision {
    template <class Backend, class Connection>
    static bool run(Connection& c, const std::string& id) {
        struct taken_back {
            Connection& connection;
            ~taken_back() { connection.rollback(); }
        };
        c.begin("BEGIN ISOLATION LEVEL READ COMMITTED");
        const taken_back nothing_stays{c};
        c.execute(decision_log::short_wait);
        return run_statement(
                   c, decision_log::ask, [](auto& statement) { return statement.run(); },
                   std::string_view(id)) == 0;
    }
};
/// The commits that are decided, with all of their participants in a list.
struct list_decided {
    template <class Backend, class Connection>
    static std::vector<std::string> run(Connection& c, const std::string& participants) {
        return texts_of(c, decision_log::decided, std::string_view(participants));
    }
};
struct list_prepared {
    template <class Backend, class Connection>
    static std::vector<std::string> run(Connection& c) {
        return texts_of(c, decision_log::prepared);
    }
};
/// Removes the row of a commit that is finished everywhere. The id is one that the server gave. Where that is lost
/// in a crash, recovery does it: so the disk is not waited for.
struct forget_decision {
    template <class Backend, class Connection>
    static void run(Connection& c, const std::string& id) {
        c.execute("BEGIN; SET LOCAL synchronous_commit = off; DELETE FROM interlock_decision WHERE id = '" +
                  id + "'; COMMIT");
    }
};

}  // namespace interlock::postgres_detail
