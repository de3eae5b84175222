// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/error.hpp>
#include <interlock/routing/refusals.hpp>
#include <interlock/routing/resolve.hpp>
#include <interlock/session/advisory_lock.hpp>
#include <interlock/session/callbacks.hpp>
#include <interlock/session/canceller.hpp>
#include <interlock/session/defer_constraints.hpp>
#include <interlock/session/executor.hpp>
#include <interlock/session/open_pipeline.hpp>
#include <interlock/session/operations.hpp>
#include <interlock/session/raw.hpp>
#include <interlock/session/transaction_options.hpp>

#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>

namespace interlock {

template <class Model, class Db, class Service>
struct model_outside_the_transaction {
    static_assert(never<Model>,
                  "interlock: a transaction touches another database: it belongs to one, and the model's "
                  "table may not exist there; use a transaction of the model's database for it");
};
template <class What, class Db>
struct write_in_a_read_only_transaction {
    static_assert(
        never<What>,
        "interlock: a write in a transaction that only reads; begin it without il::mode::read_only");
};

template <class Db>
struct advisory_lock_in_a_read_only_transaction {
    static_assert(
        never<Db>,
        "interlock: an advisory lock in a transaction that only reads, on a database that may be SQLite: there "
        "the lock is the transaction that writes, which this is not; begin it without il::mode::read_only");
};

// What else than a model would be written, in the refusal of a database that is only read.
struct advisory_locks;
struct deferred_constraints;

namespace detail {

/// Whether something may be written in a transaction; else the refusal.
template <class What, class Service, class Db, class How>
constexpr bool require_write() {
    if constexpr (!require_writable<What, Service, Db>()) return false;
    else if constexpr (How::reads) return refuse<write_in_a_read_only_transaction<What, Db>>();
    else return true;
}

/// What queries run on in a transaction that only reads.
template <class Executor>
struct reading_only : Executor {
    static constexpr bool only_reads = true;

    explicit reading_only(const Executor& e) : Executor(e) {}
    reading_only because(const char* why) const { return reading_only(Executor::because(why)); }
};
template <class Executor, bool Reads>
struct executor_that {
    using type = Executor;
};
template <class Executor>
struct executor_that<Executor, true> {
    using type = reading_only<Executor>;
};

struct begin_part {
    template <class Backend, class Connection>
    static void run(Connection& c) {
        reported(c, "SAVEPOINT interlock_part", [&] { c.begin_part(); });
    }
};
struct commit_part {
    template <class Backend, class Connection>
    static void run(Connection& c) {
        reported(c, "RELEASE interlock_part", [&] { c.commit_part(); });
    }
};
struct rollback_part {
    template <class Backend, class Connection>
    static void run(Connection& c) noexcept {
        reported(c, "ROLLBACK TO interlock_part", [&] { c.rollback_part(); });
    }
};

template <class Transaction, class Function>
auto run_within(Transaction tx, Function& function);

template <class Service, class Db>
class participant;

}  // namespace detail

/// An open transaction on one database. Its queries run inside it; one on a model of another database does not
/// compile. Without commit() it is rolled back when it goes.
///
/// It has a connection of its own, which it gives back when it ends. It may be handed to another thread, but not be
/// used by two at once. What the same thread says by its session meanwhile is not part of it: reads see what was
/// committed before, and writes are refused.
///
/// A statement that fails ends what can be done in it: all further ones throw transaction_failed, and so does commit(),
/// which rolls it back. What may fail and leave the rest be is a nested one's, by begin() or transaction() of this.
template <class Service, class Db, class How = detail::transaction_options<>>
class open_transaction : public operations<open_transaction<Service, Db, How>> {
public:
    using database = Db;

    /// Of a session: its begin() makes it.
    explicit open_transaction(const executor<Service, Db>& e) : executor_(e.template begin<How>()) { open(); }
    open_transaction(open_transaction&& other) noexcept
        : executor_(other.executor_), committed_(other.committed_), part_(other.part_) {
        if (!part_.is_open) return;
        detail::open_part** at = &executor_.place().innermost;
        while (*at != &other.part_) at = &(*at)->outer;
        *at = &part_;
        other.part_.is_open = false;
    }
    open_transaction& operator=(open_transaction&&) = delete;
    ~open_transaction() {
        if (!is_open()) return;
        detail::callback_list ended;
        take_back(ended);
        ended.call_quietly(false);
    }

    /// Makes the changes permanent; those of a nested one are then the outer one's. Where that fails it throws, and
    /// all of it is rolled back; but where the connection is lost meanwhile it throws commit_in_doubt.
    void commit() {
        require_innermost();
        require_own_end();
        detail::pool_place& place = executor_.place();
        detail::callback_list ended;
        if (part_.outer != nullptr) {
            try {
                executor_.template perform<detail::commit_part>();
            } catch (...) {
                take_back(ended);
                ended.call_quietly(false);
                throw;
            }
            close_innermost();
            for (auto* c = place.callbacks; c != nullptr && c->depth == part_.depth; c = c->next) --c->depth;
            return;
        }
        ended.take(place.callbacks, 0);
        close_innermost();
        try {
            executor_.commit();
        } catch (const commit_in_doubt&) {  // nobody knows which of them to call
            throw;
        } catch (...) {
            ended.call_quietly(false);
            throw;
        }
        if (committed_ != nullptr) *committed_ = true;
        ended.call(true);
    }
    /// Sets a flag once it is committed, before callbacks are called; for code that extends the library.
    void tell(bool& committed) noexcept { committed_ = &committed; }
    /// Takes the changes back.
    void rollback() {
        require_innermost();
        require_own_end();
        detail::callback_list ended;
        take_back(ended);
        ended.call(false);
    }
    bool is_open() const noexcept { return part_.is_open; }

    /// A transaction inside this one, a savepoint: it can be rolled back alone. This one waits for its end, and so do
    /// the queries that were made of it.
    open_transaction begin() {
        require_innermost();
        executor_.template perform<detail::begin_part>();
        return open_transaction(executor_, part_);
    }
    /// Runs a function with a transaction inside this one, which is committed when the function returns and rolled back
    /// when it throws; gives what the function gives.
    template <class Function>
    auto transaction(Function&& function) {
        return detail::run_within(begin(), function);
    }

    /// Calls a function after the commit, of the outermost transaction; never where it or this is rolled back. The
    /// transaction has ended then, and given its connection back. What the function throws, commit() throws, after
    /// calling the others.
    template <class Function>
    void on_commit(Function f) {
        add_callback(std::move(f), true);
    }
    /// Calls a function after the rollback. What it throws, rollback() throws; another way to the rollback has a reason
    /// of its own, which comes first.
    template <class Function>
    void on_rollback(Function f) {
        add_callback(std::move(f), false);
    }

    /// Many small statements of it in one round trip (session/pipeline.hpp); no other one meanwhile. Where one fails, the
    /// transaction has failed. Needs <interlock/pipeline.hpp>.
    auto pipeline() {
        require_innermost();
        using queries = typename detail::executor_that<executor_type, How::reads>::type;
        return detail::open_pipeline<Service, Db>(queries(executor_));
    }

    /// What its queries run on; for code that extends the library.
    auto executor_of() const {
        require_innermost();
        return executor_;
    }

    /// What ends a statement of it from another thread.
    interlock::canceller canceller() {
        require_innermost();
        return {executor_.place(), executor_.hold().turn,
                executor_.template perform<detail::make_cancel_handle>()};
    }

    /// Lets references that are il::deferrable be broken until the commit, which checks them: rows come in any order. Where
    /// the database may be SQLite all references of its models have to be. Not for a nested one.
    void defer_constraints() {
        require_innermost();
        if (part_.depth > 0)
            refuse("constraints are deferred until the commit: ask the outermost transaction for it");
        if constexpr (detail::require_writable<deferred_constraints, Service, Db>() &&
                      detail::may_defer<Service, Db>())
            executor_.template perform<detail::defer_constraints>();
    }

    /// SQL that the program brings itself, inside the transaction (session/raw.hpp):
    /// `tx.raw<il::reads, row>(text, values...)`, `tx.raw<il::writes>(text, values...).run()`.
    template <class... What, class... Args>
    auto raw(std::string text, Args&&... args) {
        if constexpr (How::reads && Service::template may_write<Db> && (__is_same(What, writes) || ...))
            (void)detail::refuse<write_in_a_read_only_transaction<writes, Db>>();
        require_innermost();
        return detail::raw_request_on<What...>::make(executor_, std::move(text), std::forward<Args>(args)...);
    }

    /// Waits for a lock on a number of the program's own choice, or on a pair, and has it until the transaction ends:
    /// session/advisory_lock.hpp. PostgreSQL only. Throws lock_timeout, and transaction_conflict for a deadlock.
    void advisory_lock(std::int64_t key) { (void)lock<false>(key); }
    void advisory_lock(std::int32_t first, std::int32_t second) { (void)lock<false>(first, second); }
    /// Takes such a lock where no other transaction has it; whether it did.
    bool try_advisory_lock(std::int64_t key) { return lock<true>(key); }
    bool try_advisory_lock(std::int32_t first, std::int32_t second) { return lock<true>(first, second); }

private:
    friend class operations<open_transaction>;
    friend class detail::participant<Service, Db>;
    using executor_type = executor<Service, Db, true>;

    /// The one inside another, which has begun.
    open_transaction(const executor_type& e, detail::open_part& outer)
        : executor_(e.part(++e.place().last_part)) {
        part_.outer = &outer;
        part_.depth = outer.depth + 1;
        open();
    }
    void open() noexcept {
        detail::pool_place& place = executor_.place();
        part_.number = place.part = executor_.hold().part;
        part_.is_open = true;
        place.innermost = &part_;
    }
    void close_innermost() noexcept {
        detail::pool_place& place = executor_.place();
        place.innermost->is_open = false;
        place.innermost = place.innermost->outer;
        place.part = place.innermost == nullptr ? 0 : place.innermost->number;
    }

    template <class M>
    auto reading_executor() {
        return to<M, false>();
    }
    template <class M>
    auto writing_executor() {
        using place = typename detail::towards<Service, Db, M, true>::database;
        if constexpr (!detail::require_write<M, Service, place, How>()) return to<M, true>();
        else if constexpr (Service::template lists_model<M>) (void)detail::require_no_copy<M, Db, Service>();
        return to<M, true>();
    }
    template <class M, bool Writes>
    auto to() {
        if constexpr (!Service::template lists_model<M>)
            (void)detail::refuse<model_not_in_service<M, Service>>();
        else if constexpr (Service::template lists_database<Db> && !may_exist_in<Service, Db, M>)
            (void)detail::refuse<model_outside_the_transaction<M, Db, Service>>();
        require_innermost();
        const auto e = detail::towards<Service, Db, M, Writes>::from(executor_);
        return typename detail::executor_that<std::remove_const_t<decltype(e)>, How::reads>::type(e);
    }
    void take_back(detail::callback_list& ended) noexcept {
        detail::pool_place& place = executor_.place();
        ended.take(place.callbacks, part_.depth);
        while (part_.is_open) {  // those inside it first
            close_innermost();
            if (part_.outer == nullptr) continue;
            place.part = part_.number;  // whose statement it is
            executor_.template perform<detail::rollback_part>();
        }
        if (part_.outer == nullptr) executor_.rollback();
        else place.part = part_.outer->number;
    }
    template <class Function>
    void add_callback(Function f, bool of_commit) {
        require_innermost();
        (void)detail::add_callback(executor_.place().callbacks, std::move(f), part_.depth, of_commit);
    }
    template <bool Try, class Key, class... Keys>
    bool lock(Key key, Keys... keys) {
        if constexpr (!detail::require_writable<advisory_locks, Service, Db>()) return false;
        else {
            if constexpr (How::reads && detail::is_chosen_at_run_time<typename Db::backend>)
                (void)detail::refuse<advisory_lock_in_a_read_only_transaction<Db>>();
            require_innermost();
            return detail::advisory_lock<Try, Key>(executor_, key, keys...);
        }
    }
    void require_innermost() const {
        if (!is_open()) refuse("the transaction has ended already");
        if (executor_.place().innermost != &part_)
            refuse("a nested transaction is open: this one has to wait for its end");
    }
    void require_own_end() const {
        if constexpr (How::ends_with_others)
            if (part_.outer == nullptr)
                refuse(
                    "this is a part of a commit in two phases, which ends all of its transactions together: "
                    "return from its function to commit, throw to roll back");
    }
    [[noreturn, gnu::cold]] void refuse(const char* message) const {
        usage_error e(message);
        e.at_statement(executor_.alias(), {}, {});
        throw e;
    }

    executor_type executor_;
    bool* committed_ = nullptr;
    detail::open_part part_;
};

template <class Service, class Db, class How = detail::transaction_options<>>
using transaction = open_transaction<Service, Db, detail::options_on<Service, Db, How>>;

namespace detail {

/// Runs a function with a transaction, which it commits or leaves to be rolled back.
template <class Transaction, class Function>
auto run_within(Transaction tx, Function& function) {
    using result = decltype(function(tx));
    if constexpr (__is_same(result, void)) {
        function(tx);
        if (tx.is_open()) tx.commit();
    } else {
        result value = function(tx);
        if (tx.is_open()) tx.commit();
        return value;
    }
}

}  // namespace detail

}  // namespace interlock
