// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/sharing.hpp>
#include <interlock/backend/table_list.hpp>
#include <interlock/backend/url.hpp>
#include <interlock/model/error.hpp>
#include <interlock/model/integer_text.hpp>
#include <interlock/session/pool_metrics.hpp>
#include <interlock/session/pool_queue.hpp>
#include <interlock/session/pool_settings.hpp>
#include <interlock/session/pool_share.hpp>
#include <interlock/session/sync.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace interlock::detail {

template <class Error>
[[noreturn, gnu::cold]] void pool_refuses(std::string_view alias, std::string_view message) {
    try {
        throw Error(message);
    } catch (error& e) {
        e.at_statement(alias, {}, {});
        throw;
    }
}

/// The thread would wait for a connection that it has itself.
struct waits_for_itself : usage_error {
    using usage_error::usage_error;
};

/// The connections of a session to one database, for any number of threads. They are opened when they are needed,
/// and given back into the hands of who has waited longest.
template <class Connection>
class pool {
public:
    struct place : pool_place {
        std::optional<Connection> connection;
        place* older = nullptr;  // the place that was made before it
    };

    pool() = default;
    pool(const pool&) = delete;
    pool& operator=(const pool&) = delete;
    ~pool() {
        while (places_ != nullptr) delete std::exchange(places_, places_->older);
        delete share_;
    }

    /// Before the first lease. Throws configuration_error.
    void configure(std::string_view alias, url&& where) {
        options_ = pool_settings::read(where);
        sharing_ = options_.max == 1 ? sharing::one : Connection::sharing_of(where);
        alias_ = alias;
        where_ = std::move(where);
        if (sharing_ == sharing::one) options_.max = 1;
        lanes_[0].most = sharing_ == sharing::one_writer ? 1 : options_.max;
        lanes_[1].most = sharing_ == sharing::one_writer ? options_.max - 1 : 0;
    }

    /// The connections are some of those that several pools have together; once it is configured, before the first lease.
    /// Not one that is its database, in memory: it may not go.
    template <class Budget>
    void share(Budget& budget) {
        if (Connection::sharing_of(where_) == sharing::one) return;
        share_ = budget.part_of(*this);
        take_share_ = [](pool& p, place& to_open, const statement_place* whom) {
            return p.take_share(to_open, whom);
        };
    }

    /// A connection for the calling thread alone. Throws what opening one throws, pool_timeout where none became
    /// free in time, and usage_error where the thread would wait for itself. Where the connections serve several, such as
    /// tenants, `whom` is what is told of its statements; what the thread has open for another is then no connection for it.
    place& lease(access how, const statement_place* whom = nullptr) {
        if (how == access::writes && transactions_.peek() != 0) refuse_beside_transaction();
        pool_lane& lane = lanes_[lane_of(how)];
        if (whom == nullptr) whom = &said_of_all_;
        if (pool_place* const idle = lane.take_quickly())
            return in_order(taken(static_cast<place&>(*idle), whom));
        return lease_in_turn(lane, whom);
    }
    void give_back(place& p) noexcept {
        // the only lease there is, of the thread that alone could take another
        if (p.uses.load() == 1 && p.holder.peek() == thread_number()) p.uses.set(0);
        else if (p.uses.add(-1) != 0) return;
        p.leased.set(false);
        if (!p.connection->restore() || (p.cancelled.peek() && !has_calmed(p)) ||
            (share_ != nullptr && share_->is_wanted())) {
            vacate(p);
            return;
        }
        p.returned = clock();
        pool_lane& lane = lanes_[p.lane];
        const bool tidy = Connection::can_break && p.returned >= next_look_.peek() && lane.has_idle();
        if (tidy || !lane.leave_quickly(&p)) leave_to_first(p, tidy);
        if (share_ != nullptr) share_->leave_idle();
        if (given_up_.load()) close_unleased();
    }
    /// Before a connection is used whose lease may have come from another thread. True where others may use it
    /// too: the caller has it alone until it unlocks the place's using_now.
    bool enter(place& p) noexcept {
        const std::uint64_t self = thread_number();
        if (p.holder.peek() != self) {
            const locked hold(mutex_);  // nobody leases it again while it changes hands
            p.holder.set(self);
        }
        if (p.uses.load() == 1) return false;  // and no further lease can come but by this thread
        p.using_now.lock();
        return true;
    }
    /// The same of a lease that is kept. A transaction stays its thread's, whoever reads a stream of it.
    bool enter_again(place& p) noexcept {
        if (!p.in_transaction.peek()) return enter(p);
        p.using_now.lock();
        return true;
    }

    /// A place in which a transaction is begun. Throws usage_error where the thread is in one already.
    place& lease_for_transaction(access how, const statement_place* whom = nullptr) {
        if (transactions_.peek() != 0) refuse_beside_transaction();
        place& p = lease(how, whom);
        p.in_transaction.set(true);
        transactions_.add(1);
        return p;
    }
    /// Its queries have to find out that it has ended.
    void end_transaction(place& p) noexcept {
        {
            const locked hold(p.cancelling);  // a statement that is being ended is one of this turn
            p.turn.add(1);
        }
        p.in_transaction.set(false);
        transactions_.add(-1);
        give_back(p);
    }

    /// The tables of the database, for errors of their references; before its first connection. Without it no program has
    /// what tells them.
    void describe(const table_list* tables) noexcept {
        tables_ = tables;
        describe_ = [](Connection& c, const table_list* t) { c.describe(t); };
    }
    /// Closes the connections that nobody has used for so long as the URL says, and gives their number.
    std::int64_t close_idle() noexcept {
        if constexpr (Connection::can_break) return close_unused();
        else return 0;
    }
    /// Closes those that nobody uses now.
    [[gnu::cold]] void close_unleased() noexcept { (void)close_unused_since(INT64_MAX, 0); }
    /// Closes those that nobody uses now, and from now on each one as it comes back; or no longer.
    void give_up(bool is_given_up) noexcept {
        (void)given_up_.exchange(is_given_up);
        if (is_given_up) close_unleased();
    }

    /// Those that the calling thread uses.
    std::int64_t leased_by_me() const noexcept {
        std::int64_t mine = 0;
        const locked hold(mutex_);
        for (const place* p = places_; p != nullptr; p = p->older)
            mine += p->leased.load() && p->holder.peek() == thread_number();
        return mine;
    }
    /// Without the mutex, as it is now.
    bool has_idle() const noexcept { return lanes_[0].idle() + lanes_[1].idle() != 0; }
    /// Closes one that is idle, for somebody else's. False where there is none.
    bool close_one_idle() noexcept {
        pool_place* unused = nullptr;
        {
            const locked hold(mutex_);
            for (pool_lane& lane : lanes_)
                if (unused == nullptr) unused = lane.take_unused_since(INT64_MAX);
        }
        if (unused != nullptr) vacate(static_cast<place&>(*unused));
        return unused != nullptr;
    }

    /// What is told of all its statements; before its first connection.
    void place_statements(const statement_place& where) noexcept { said_of_all_ = where; }
    /// Who is told of the statements from now on, or nobody.
    void watch(statement_hook* hook) noexcept { __atomic_store_n(&hook_, hook, __ATOMIC_RELEASE); }
    std::int64_t query_count() const noexcept {
        std::uint64_t all = 0;
        const locked hold(mutex_);
        for (const place* p = places_; p != nullptr; p = p->older) all += p->watch.read();
        return static_cast<std::int64_t>(all);
    }
    pool_metrics metrics() const noexcept {
        pool_metrics m;
        const locked hold(mutex_);
        for (const pool_lane& lane : lanes_) {
            m.open += lane.open;
            m.leased += lane.open - lane.idle();
            m.waiting += lane.waiting();
        }
        m.waits = waits_;
        m.timeouts = timeouts_;
        m.opened = opened_.peek();
        m.closed = closed_.peek();
        return m;
    }

    [[noreturn, gnu::cold]] void refuse(const char* message) const {
        pool_refuses<usage_error>(alias_, message);
    }

private:
    static constexpr std::int64_t million = 1'000'000;  // nanoseconds in a millisecond

    /// Of a connection that cannot break nobody asks how old it is: the clock costs more than the lease.
    static std::int64_t clock() noexcept {
        if constexpr (Connection::can_break) return coarse_now_ns();
        else return 0;
    }

    int lane_of(access how) const noexcept {
        return sharing_ == sharing::one_writer && how == access::reads ? 1 : 0;
    }
    static place& taken(place& p, const statement_place* whom) noexcept {
        p.watch.place = whom;
        p.uses.set(1);
        p.holder.set(thread_number());
        p.leased.publish(true);
        return p;
    }

    /// A request to end a statement may have come too late for it, and must not meet the next one.
    [[gnu::cold]] static bool has_calmed(place& p) noexcept {
        p.cancelled.set(false);
        if constexpr (Connection::can_break) return p.connection->answers(true);
        else return true;
    }
    /// A connection that was idle, or another one in its place.
    place& in_order(place& p) {
        if constexpr (!Connection::can_break) return p;
        else {
            const std::int64_t now = clock(), unused = now - p.returned;
            const bool old = options_.lifetime != 0 && now - p.opened >= options_.lifetime * million;
            if (!old && (unused == 0 || p.connection->answers(unused >= options_.check * million))) return p;
        }
        p.connection.reset();
        closed_.add(1);
        return open(p);
    }
    place& open(place& p) {
        try {
            connect(p);
        } catch (...) {
            p.uses.set(0);
            p.leased.set(false);
            vacate(p);
            throw;
        }
        p.connection->watch = &p.watch;
        if (describe_ != nullptr) describe_(*p.connection, tables_);
        p.opened = p.returned = clock();
        opened_.add(1);
        return p;
    }
    void connect(place& p) {
        const access how = p.lane == 1 ? access::reads : access::writes;
        try {
            if (sharing_ == sharing::one_writer) {  // the first one makes the file: one after the other
                const locked hold(opening_);
                p.connection.emplace(alias_, where_, how);
            } else p.connection.emplace(alias_, where_, how);
        } catch (error& e) {
            if (!said_of_all_.tenant.empty()) e.at_tenant(said_of_all_.tenant);
            throw;
        }
    }
    /// Into the hands of who waits for it, if somebody does.
    [[gnu::noinline]] void leave_to_first(place& p, bool tidy) noexcept {
        {
            pool_lane& lane = lanes_[p.lane];
            const locked hold(mutex_);
            lane.leave(&p);
            lane.wake_first();
        }
        if (tidy) close_unused();
    }
    /// There is one connection less, and somebody else may open one.
    void vacate(place& p) noexcept {
        if (p.connection) {
            p.connection.reset();
            closed_.add(1);
        }
        leave_vacant(p);
        if (share_ != nullptr) share_->give_back();
    }
    void leave_vacant(place& p) noexcept {
        const locked hold(mutex_);
        pool_lane& lane = lanes_[p.lane];
        p.next = vacant_;
        vacant_ = &p;
        --lane.open;
        lane.wake_first();
    }
    [[gnu::cold]] std::int64_t close_unused() noexcept {
        const std::int64_t now = clock();
        next_look_.set(now + options_.idle * million / 4);
        return close_unused_since(now - options_.idle * million, options_.min);
    }
    std::int64_t close_unused_since(std::int64_t time, std::int64_t least) noexcept {
        std::int64_t closed = 0;
        for (;;) {
            pool_place* unused = nullptr;
            {
                const locked hold(mutex_);
                for (pool_lane& lane : lanes_)
                    if (unused == nullptr && lanes_[0].open + lanes_[1].open > least)
                        unused = lane.take_unused_since(time);
            }
            if (unused == nullptr) return closed;
            vacate(static_cast<place&>(*unused));
            ++closed;
        }
    }

    /// Where there are more threads than processors, those that have the connections are likely to wait for a processor,
    /// which they get at once: who stands in line sleeps, and each connection that comes back would change threads.
    static constexpr int yields = 32;

    /// One that is idle, or a new one; none where others stand in line. With the mutex held.
    place* place_of_nobody(pool_lane& lane) {
        if (lane.waiting() != 0) return nullptr;
        if (pool_place* const idle = lane.take()) return static_cast<place*>(idle);
        return lane.open < lane.most ? &vacant_place(lane) : nullptr;
    }
    /// The same, or the thread's own; or waits a little for one.
    place* place_soon(pool_lane& lane, const statement_place* whom) {
        {
            const locked hold(mutex_);
            if (place* const mine = place_of_nobody(lane)) return mine;
            if (place* const own = own_place(lane, whom)) return own;
        }
        for (int i = 0; i < yields; ++i) {
            let_others_run();
            if (lane.waiting() != 0) continue;
            const locked hold(mutex_);
            if (place* const mine = place_of_nobody(lane)) return mine;
        }
        return nullptr;
    }
    place& place_in_turn(pool_lane& lane, const statement_place* whom) {
        pool_waiter me;
        const locked hold(mutex_);
        lane.stand_in_line(me);
        try {
            place& mine = next_place(lane, me, whom);
            lane.leave_line(me);
            return mine;
        } catch (...) {
            lane.leave_line(me);
            throw;
        }
    }
    [[gnu::noinline]] place& lease_in_turn(pool_lane& lane, const statement_place* whom) {
        place* mine = place_soon(lane, whom);
        if (mine == nullptr) mine = &place_in_turn(lane, whom);
        if (mine->uses.peek() != 0) return *mine;  // the thread's own
        if (share_ != nullptr && !mine->connection)
            if (place* const own = take_share_(*this, *mine, whom)) return *own;
        taken(*mine, whom);
        return mine->connection ? in_order(*mine) : open(*mine);
    }
    /// For a place that is to have a connection, one of those that several pools have together; or the place of what the
    /// thread has already.
    [[gnu::cold]] place* take_share(place& p, const statement_place* whom) {
        if (share_->take(0)) return nullptr;
        try {
            place* own = nullptr;
            {
                const locked hold(mutex_);
                ++waits_;
                own = own_place(lanes_[p.lane], whom);
            }
            if (own == nullptr) {
                if (share_->is_all_mine())
                    refuse(
                        "this thread has all connections that there may be to the databases of tenants, and would "
                        "wait for itself; end what it has open first, or raise pool_total in the URL");
                if (share_->take(now_ns() + options_.wait * million)) return nullptr;
                refuse_unshared();
            }
            leave_vacant(p);
            return own;
        } catch (...) {
            leave_vacant(p);
            throw;
        }
    }
    place& next_place(pool_lane& lane, pool_waiter& me, const statement_place* whom) {
        std::int64_t deadline = 0;
        for (bool late = false;;) {
            if (lane.is_first(me)) {
                if (pool_place* const idle = lane.take()) return static_cast<place&>(*idle);
                if (lane.open < lane.most) return vacant_place(lane);
            }
            if (deadline == 0) {
                if (place* const own = own_place(lane, whom)) return *own;
                ++waits_;
                deadline = now_ns() + options_.wait * million;
            }
            if (late) refuse_late(lane);
            late = !me.ready.wait_until(mutex_, deadline);
        }
    }
    place& vacant_place(pool_lane& lane) {
        if (vacant_ == nullptr) {
            auto* const made = new place;
            made->watch.hook = &hook_;
            made->older = std::exchange(places_, made);
            vacant_ = made;
        }
        pool_place& p = *vacant_;
        vacant_ = p.next;
        p.lane = static_cast<int>(&lane - lanes_);
        ++lane.open;
        return static_cast<place&>(p);
    }

    /// A connection that the thread reads a stream from, say: it need not wait for another one. Throws where it
    /// would wait for itself.
    place* own_place(const pool_lane& lane, const statement_place* whom) {
        const std::uint64_t self = thread_number();
        std::int64_t own = 0;
        for (place* p = places_; p != nullptr; p = p->older) {
            if (&lanes_[p->lane] != &lane || !p->leased.load() || p->holder.peek() != self) continue;
            if (p->in_transaction.peek() || p->watch.place != whom) ++own;
            else if (join(*p)) return p;
        }
        if (own == lane.most)
            pool_refuses<waits_for_itself>(
                alias_,
                "this thread has the only connection that there is for this, in a transaction or for something that "
                "is open; say it in the transaction, or after the end of that");
        return nullptr;
    }
    [[gnu::cold]] void refuse_beside_transaction() {
        const locked hold(mutex_);
        for (const place* p = places_; p != nullptr; p = p->older)
            if (p->leased.load() && p->in_transaction.peek() && p->holder.peek() == thread_number())
                refuse(
                    "this thread has a transaction open on the database, and this would not be part of it: "
                    "write by the transaction itself, and begin a nested one with its begin() or "
                    "transaction()");
    }
    [[noreturn, gnu::cold]] void refuse_late(const pool_lane& lane) {
        ++timeouts_;
        std::string message = "no connection became free within ";
        append(message, options_.wait, " ms: ");
        append(message, lane.open, " of ");
        append(message, lane.most, " are in use, and ");
        append(message, lane.waiting(),
               " callers wait; hold them for less time, or raise pool_max in the URL");
        pool_refuses<pool_timeout>(alias_, message);
    }
    [[noreturn, gnu::cold]] void refuse_unshared() {
        {
            const locked hold(mutex_);
            ++timeouts_;
        }
        std::string message = "no connection became free within ";
        append(message, options_.wait,
               " ms: all that this database has together with others are in use; hold them for "
               "less time, or raise pool_total in the URL");
        pool_refuses<pool_timeout>(alias_, message);
    }
    static void append(std::string& text, std::int64_t number, const char* after) {
        text += integer_text(number);
        text += after;
    }

    std::string alias_;
    url where_;
    pool_settings options_;
    sharing sharing_ = sharing::many;
    pool_share* share_ = nullptr;  // of connections that several pools have together
    place* (*take_share_)(pool&, place&, const statement_place*) = nullptr;  // in programs that have such

    mutable mutex mutex_;      // of what follows, but for what is shared without it
    pool_lane lanes_[2];       // of a single writer the second one is for readers
    place* places_ = nullptr;  // all that were ever made
    statement_hook* hook_ = nullptr;
    statement_place said_of_all_;
    const table_list* tables_ = nullptr;
    void (*describe_)(Connection&, const table_list*) = nullptr;
    pool_place* vacant_ = nullptr;
    std::int64_t waits_ = 0, timeouts_ = 0;
    shared_value<std::int64_t> opened_, closed_, transactions_;
    shared_value<bool> given_up_;
    shared_value<std::int64_t> next_look_;  // for connections that nobody needs
    mutex opening_;
};

}  // namespace interlock::detail
