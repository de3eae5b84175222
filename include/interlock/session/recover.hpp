// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/error.hpp>
#include <interlock/session/session.hpp>
#include <interlock/session/two_phase_checks.hpp>
#include <interlock/session/two_phase_operations.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace interlock {

/// What il::recover() has done, in prepared transactions.
struct recovery_report {
    int committed = 0;
    int rolled_back = 0;
    int left = 0;                     ///< their coordinator is at work, or could not be asked: see errors
    std::vector<std::string> errors;  ///< why something could not be done: a database that is away, say
};

namespace detail {

template <class Service, class... Dbs>
class recovery {
public:
    explicit recovery(session<Service>& db) : session_(db) {}

    recovery_report run() {
        each([&](auto on, database& d) { d.identity = on.template perform<ask_identity>(); });
        std::string identities;
        for (const database& d : databases_)
            identities += (identities.empty() ? "" : " ") + d.identity.database;
        // in this order: all that takes part in a commit is prepared before that is decided, so what is not prepared
        // any more after its decision was seen is finished
        each([&](auto on, database& d) {
            if (!d.identity.log.empty()) d.decided = on.template perform<list_decided>(identities);
        });
        const bool all_seen =
            each([&](auto on, database& d) { d.prepared = on.template perform<list_prepared>(); });
        each([&](auto on, database& d) {
            for (const std::string& name : d.prepared) settle(on, name);
        });
        if (all_seen)
            each([&](auto on, database& d) {
                for (const std::string& id : d.decided)
                    if (std::find(open_.begin(), open_.end(), id) == open_.end())
                        on.template perform<forget_decision>(id);
            });
        return std::move(report_);
    }

private:
    struct database {
        database_identity identity;
        bool away = false;
        std::vector<std::string> decided, prepared;
    };

    /// Does something on every database that can be reached. Whether that was possible on all.
    template <class Function>
    bool each(Function f) {
        std::size_t i = 0;
        bool all = true;
        ((all = reached<Dbs>(databases_[i++], f) && all), ...);
        return all;
    }
    template <class Db, class Function>
    bool reached(database& d, Function& f) {
        if (!d.away) d.away = !attempt([&] { f(session_.template executor_of<Db>(), d); });
        return !d.away;
    }
    template <class Function>
    bool attempt(Function f) {
        try {
            f();
            return true;
        } catch (const usage_error&) {
            throw;
        } catch (const error& e) {
            report_.errors.emplace_back(e.what());
            return false;
        }
    }

    /// Ends a prepared transaction as was decided. Those of another log are none of ours.
    template <class Executor>
    void settle(Executor on, const std::string& name) {
        const std::size_t log_at = name.find(':') + 1, id_at = name.find(':', log_at) + 1;
        if (id_at == 0) return;
        const std::string_view log = std::string_view(name).substr(log_at, id_at - 1 - log_at);
        const std::string id = name.substr(id_at, name.find(':', id_at) - id_at);
        for (std::size_t i = 0; i < sizeof...(Dbs); ++i) {
            if (log.empty() || databases_[i].identity.log != log) continue;
            bool ended = false;
            (void)attempt([&] {
                try {
                    const bool commits = ask(i, id);
                    const bool found = on.template perform<finish_part>(name, commits);
                    if (found) ++(commits ? report_.committed : report_.rolled_back);
                    ended = true;
                } catch (const busy&) {  // somebody is at it
                }
            });
            if (ended) return;
            ++report_.left;
            open_.push_back(id);
            return;
        }
    }
    bool ask(std::size_t log, const std::string& id) {
        std::size_t i = 0;
        bool committed = false;
        ((i++ == log
              ? void(committed = session_.template executor_of<Dbs>().template perform<ask_decision>(id))
              : void()),
         ...);
        return committed;
    }

    session<Service>& session_;
    database databases_[sizeof...(Dbs)];
    std::vector<std::string> open_;
    recovery_report report_;
};

}  // namespace detail

/// Finishes the commits in two phases that were cut short: `il::recover<gems, tiles>(db)`. Prepared transactions are
/// committed where that was decided, and rolled back where it was not and cannot be any more; those whose coordinator is
/// at work are left alone. Name all databases that take part in such commits, in any order; of those that are not
/// named nothing is finished, and nothing is rolled back that they decide.
///
/// To be run after a crash, of a process or a server, after commit_unfinished and commit_in_doubt, and best from time to
/// time as well: it may be run at any time, again, and by several processes at once. Needs the role that the
/// transactions were made with, or a superuser's.
///
/// A database that cannot be reached is among the report's errors, and the rest is done. Throws usage_error where the
/// thread has a transaction open on one of them.
template <class... Dbs, class Service>
recovery_report recover(session<Service>& db) {
    if constexpr (detail::can_recover<Service, Dbs...>()) return detail::recovery<Service, Dbs...>(db).run();
    else return {};
}

}  // namespace interlock
