// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/error.hpp>
#include <interlock/session/callbacks.hpp>
#include <interlock/session/executor.hpp>
#include <interlock/session/retry.hpp>
#include <interlock/session/session.hpp>
#include <interlock/session/transaction.hpp>
#include <interlock/session/transaction_options.hpp>
#include <interlock/session/two_phase_checks.hpp>
#include <interlock/session/two_phase_operations.hpp>

#include <string>
#include <utility>

namespace interlock {

namespace detail {

struct participant_options : transaction_options<> {
    static constexpr bool ends_with_others = true;
};

/// One database of a commit in two phases.
template <class Service, class Db>
class participant {
public:
    using transaction_type = open_transaction<Service, Db, participant_options>;

    explicit participant(const executor<Service, Db>& e) : tx_(e) {}

    transaction_type& transaction() noexcept { return tx_; }
    /// Throws usage_error where a nested transaction is open.
    void require_innermost() const { tx_.require_innermost(); }

    template <class Operation, class... Args>
    auto perform(Args&&... args) {
        return tx_.executor_.template perform<Operation>(std::forward<Args>(args)...);
    }
    void prepare(const std::string& name) {
        const std::string own = name + ":" + std::string(Db::alias);
        perform<prepare_part>(own);
        prepared_ = own;
    }
    /// Commits what was prepared. False, and why, where that has to be left to recovery.
    bool finish(std::string& problems) {
        try {  // recovery, which may be about to do the same, is waited for
            run_again(retry{}, [&](bool&) { return perform<finish_part>(prepared_, true); });
            return true;
        } catch (const error& e) {
            problems += (problems.empty() ? "" : "; ") + std::string(Db::alias) + ": " + e.message();
            return false;
        }
    }
    /// Rolls back what was prepared.
    void undo() noexcept {
        if (prepared_.empty()) return;
        try {
            perform<finish_part>(prepared_, false);
        } catch (...) {  // recovery does
        }
    }
    /// Rolls back what is open, gives the connection back, and the callbacks into a list.
    void leave(callback_list& ended) noexcept { tx_.take_back(ended); }

private:
    transaction_type tx_;
    std::string prepared_;  // its name
};

/// What is told where a commit in two phases has come to; for tests.
struct nobody_watches {
    static void step() noexcept {}
};

/// A commit in two phases. The first database keeps the decision (backend/postgres/decision_log.hpp): it is not
/// prepared itself, because its commit is the decision.
template <class Watch, class Service, class First, class... Others>
class coordinator : participant<Service, First>, participant<Service, Others>... {
public:
    /// Throws schema_mismatch with the code of a missing table where there is no log yet.
    explicit coordinator(session<Service>& db)
        : participant<Service, First>(db.template executor_of<First>())
        , participant<Service, Others>(db.template executor_of<Others>())... {
        std::string participants;
        ((participants +=
          (participants.empty() ? "" : " ") + of<Others>().template perform<ask_identity>().database),
         ...);
        name_ = of<First>().template perform<begin_decision>(participants);
        Watch::step();
    }
    coordinator(const coordinator&) = delete;
    coordinator& operator=(const coordinator&) = delete;
    ~coordinator() {
        if (!open_) return;
        (of<Others>().undo(), ...);
        callback_list ended;
        leave(ended);
        ended.call_quietly(false);
    }

    /// Does the work and commits; sets a flag once that is decided.
    template <class Function>
    auto run(Function& work, bool* committed = nullptr) {
        committed_ = committed;
        using result = decltype(work(of<First>().transaction(), of<Others>().transaction()...));
        if constexpr (__is_same(result, void)) {
            work(of<First>().transaction(), of<Others>().transaction()...);
            commit();
        } else {
            result value = work(of<First>().transaction(), of<Others>().transaction()...);
            commit();
            return value;
        }
    }

private:
    template <class Db>
    participant<Service, Db>& of() noexcept {
        return *this;
    }

    void commit() {
        of<First>().require_innermost();
        (of<Others>().require_innermost(), ...);
        Watch::step();
        ((of<Others>().prepare(name_), Watch::step()), ...);
        callback_list ended;
        try {
            of<First>().template perform<commit_decision>();
        } catch (
            const commit_in_doubt&) {  // nobody knows what to tell the others, or which callbacks to call
            open_ = false;
            leave(ended);
            throw;
        }
        open_ = false;
        if (committed_ != nullptr) *committed_ = true;
        Watch::step();
        std::string problems;
        bool finished = true;
        ((finished = of<Others>().finish(problems) && finished, Watch::step()), ...);
        if (finished) forget();
        Watch::step();
        leave(ended);
        if (finished) {
            ended.call(true);
            return;
        }
        ended.call_quietly(true);
        commit_unfinished e(
            "the commit is decided and stands, but could not be finished everywhere; il::recover() "
            "does that: " +
            problems);
        e.at_statement(First::alias, {}, {});
        throw e;
    }
    void forget() noexcept {
        try {
            of<First>().template perform<forget_decision>(name_.substr(name_.rfind(':') + 1));
        } catch (...) {  // recovery does
        }
    }
    void leave(callback_list& ended) noexcept {
        (of<Others>().leave(ended), ...);
        of<First>().leave(ended);
    }

    std::string name_;
    bool* committed_ = nullptr;
    bool open_ = true;
};

template <class Watch, class Service, class First, class... Others>
coordinator<Watch, Service, First, Others...> begin_two_phase(session<Service>& db) {
    using made = coordinator<Watch, Service, First, Others...>;
    try {
        return made(db);
    } catch (const schema_mismatch& e) {
        if (e.code() != "42P01") throw;
    }
    db.template executor_of<First>().template perform<make_log>();
    return made(db);
}
template <class Watch, class... Dbs, class Service, class Function>
auto run_two_phase(session<Service>& db, Function& work, bool* committed = nullptr) {
    auto all = begin_two_phase<Watch, Service, Dbs...>(db);
    return all.run(work, committed);
}

}  // namespace detail

/// Runs a function with a transaction on each of several PostgreSQL databases, and commits all of them or none:
/// `il::two_phase<gems, tiles>(db, [&](auto& in_gems, auto& in_tiles) {...})`. Gives what the function gives.
///
/// The transactions are as any other, with nested ones and callbacks, but their end is that of all: when the function
/// returns they are committed, when it throws they are rolled back, and commit() and rollback() of one are a
/// usage_error. Callbacks are called when the decision is made and every database was told as far as it could be.
///
/// Needs a server with max_prepared_transactions for all databases but the first one, which keeps the decisions in its
/// table interlock_decision; that is made when it is missing. The second phase may be cut short, by a crash say: then
/// il::recover() has to be run, and docs/two_phase.md says when else.
///
/// Throws what a transaction throws, with nothing done anywhere; prepared_transactions_unavailable, likewise;
/// commit_unfinished where all is decided and done but for databases that could not be told; commit_in_doubt where the
/// connection was lost while the decision was written: recovery then commits all or rolls all back, as it was written
/// or not.
template <class... Dbs, class Service, class Function>
auto two_phase(session<Service>& db, Function&& function) {
    if constexpr (detail::may_commit_together<Service, Dbs...>())
        return detail::run_two_phase<detail::nobody_watches, Dbs...>(db, function);
    else if constexpr ((Service::template may_write<Dbs> && ...))
        return function(detail::stands_for<open_transaction<Service, Dbs, detail::participant_options>>()...);
    else return detail::refused_result{};  // each of its writes would be refused again
}
/// Runs the function again, in new transactions, where those before lost against others (session/retry.hpp):
/// `il::two_phase<gems, tiles>(db, il::retry{.attempts = 5}, f)`.
template <class... Dbs, class Service, class Function>
auto two_phase(session<Service>& db, const retry& policy, Function&& function) {
    return detail::run_again(policy, [&](bool& committed) {
        if constexpr (detail::may_commit_together<Service, Dbs...>())
            return detail::run_two_phase<detail::nobody_watches, Dbs...>(db, function, &committed);
        else return two_phase<Dbs...>(db, function);
    });
}
template <class... Dbs, class Owner, class Service, class... Args>
detail::refused_result two_phase(const routed_operations<Owner, Service>&, const Args&...) {
    (void)detail::refuse<part_in_place_of_a_session<Owner>>();
    return {};
}

}  // namespace interlock
