// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/postgres/decision_log.hpp>
#include <interlock/model/error.hpp>
#include <interlock/session/run_statement.hpp>
#include <interlock/session/statement_report.hpp>
#include <interlock/sql/statement_text.hpp>

#include <string>
#include <string_view>
#include <vector>

// What commits in two phases do on a connection, as operations for executor::perform().

namespace interlock::detail {

// Operations, for executor::perform().

struct make_log {
    template <class Backend, class Connection>
    static void run(Connection& c) {
        constexpr const char* text = postgres_detail::decision_log::create;
        try {
            reported(c, text, [&] { c.execute(text); });
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
        return run_statement(c, postgres_detail::decision_log::identity, [](auto& statement) {
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
        return texts_of(c, postgres_detail::decision_log::begin, std::string_view(participants)).at(0);
    }
};
struct prepare_part {
    template <class Backend, class Connection>
    static void run(Connection& c, const std::string& name) {
        reported(c, "PREPARE TRANSACTION", [&] { c.prepare_transaction(name); });
    }
};
struct finish_part {
    template <class Backend, class Connection>
    static bool run(Connection& c, const std::string& name, bool commits) {
        bool found = false;
        reported(c, commits ? "COMMIT PREPARED" : "ROLLBACK PREPARED",
                 [&] { found = c.finish_prepared(name, commits); });
        return found;
    }
};
struct commit_decision {
    template <class Backend, class Connection>
    static void run(Connection& c) {
        reported(c, "COMMIT", [&] { c.commit(); });
    }
};
/// Whether a commit took place. Throws busy while its coordinator is at work.
struct ask_decision {
    template <class Backend, class Connection>
    static bool run(Connection& c, const std::string& id) {
        struct taken_back {
            Connection& connection;
            explicit taken_back(Connection& in) : connection(in) {}
            taken_back(const taken_back&) = delete;
            taken_back& operator=(const taken_back&) = delete;
            ~taken_back() {
                reported(connection, "ROLLBACK", [this] { connection.rollback(); });
            }
        };
        constexpr const char* begin = "BEGIN ISOLATION LEVEL READ COMMITTED";
        constexpr const char* short_wait = postgres_detail::decision_log::short_wait;
        reported(c, begin, [&] { c.begin(begin); });
        const taken_back nothing_stays(c);
        reported(c, short_wait, [&] { c.execute(short_wait); });
        return run_statement(
                   c, postgres_detail::decision_log::ask, [](auto& statement) { return statement.run(); },
                   std::string_view(id)) == 0;
    }
};
/// The commits that are decided, with all of their participants in a list.
struct list_decided {
    template <class Backend, class Connection>
    static std::vector<std::string> run(Connection& c, const std::string& participants) {
        return texts_of(c, postgres_detail::decision_log::decided, std::string_view(participants));
    }
};
struct list_prepared {
    template <class Backend, class Connection>
    static std::vector<std::string> run(Connection& c) {
        return texts_of(c, postgres_detail::decision_log::prepared);
    }
};
/// Removes the row of a commit that is finished everywhere. The id is one that the server gave. Where that is lost
/// in a crash, recovery does it: so the disk is not waited for.
struct forget_decision {
    template <class Backend, class Connection>
    static void run(Connection& c, const std::string& id) {
        const std::string text =
            "BEGIN; SET LOCAL synchronous_commit = off; DELETE FROM interlock_decision WHERE id = '" + id +
            "'; COMMIT";
        reported(c, text.c_str(), [&] { c.execute(text); });
    }
};

}  // namespace interlock::detail
