// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/sharing.hpp>
#include <interlock/backend/table_list.hpp>
#include <interlock/backend/url.hpp>
#include <interlock/backend/watch.hpp>
#include <interlock/model/error.hpp>
#include <interlock/routing/replicated.hpp>
#include <interlock/session/arranged.hpp>
#include <interlock/session/executor.hpp>
#include <interlock/session/followed_hold.hpp>
#include <interlock/session/noted_slot.hpp>
#include <interlock/session/pool_metrics.hpp>
#include <interlock/session/replica_choice.hpp>
#include <interlock/session/replica_operations.hpp>
#include <interlock/session/replica_set.hpp>
#include <interlock/session/sync.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace interlock::detail {

/// What reads of replicas run on. Where none is in good standing they run on the source.
template <class Service, class Db, int Most, class Policy>
class replica_slot {
public:
    using hold_type = followed_hold;
    using source_type = noted_slot<Db>;
    static constexpr int most = Most;
    using single = connection_slot<replica<Db>>;

    explicit replica_slot(source_type& source) noexcept : source_(source) {}
    replica_slot(const replica_slot&) = delete;
    replica_slot& operator=(const replica_slot&) = delete;
    ~replica_slot() {
        while (all_ != nullptr) {
            delete connections(*all_);
            delete std::exchange(all_, all_->older);
        }
    }

    auto& session_slots() noexcept {
        return static_cast<service_slots<Service>&>(static_cast<slot_of<Service, Db>&>(source_));
    }
    /// A query of the source may have a part that was to be read from a replica, and the reverse.
    const void* origin(const followed_hold&) const noexcept {
        return &static_cast<slot_of<Service, Db>&>(source_);
    }

    template <class Operation, class... Args>
    decltype(auto) run(const followed_hold& held, access how, Args&&... args) {
        return find_way(
            held,
            [&](single& there, const transaction_hold& h, std::int64_t position) -> decltype(auto) {
                return there.template run<at_position<Operation>>(h, how, position, args...);
            },
            [&](const followed_hold& h) -> decltype(auto) {
                return source_.template run<Operation>(h, how, args...);
            });
    }
    /// What is kept stays where it has begun.
    template <class Operation, class... Args>
    decltype(auto) keep(const followed_hold& held, access how, Args&&... args) {
        return find_way(
            held,
            [&](single& there, const transaction_hold& h, std::int64_t position) -> decltype(auto) {
                return there.template keep<at_position<Operation>>(h, how, position, args...);
            },
            [&](const followed_hold& h) -> decltype(auto) {
                return source_.template keep<Operation>(h, how, args...);
            });
    }
    template <class Operation, class... Args>
    decltype(auto) ask(Args&&... args) {
        return source_.template ask<Operation>(std::forward<Args>(args)...);
    }

    /// A transaction that reads stays on the replica on which it begins.
    template <class How>
    void begin(followed_hold& held) {
        choice way = way_of(held);
        while (replica_use use = way.next()) {
            transaction_hold begun = held.because(way.why());
            try {
                connections(*use)->template begin<How>(begun);
                const bool is_there = stands_at(*use, begun, way);
                if (!is_there) {
                    connections(*use)->rollback(begun);
                    continue;
                }
            } catch (const error& e) {
                if (!way.has_failed(*use, e)) throw;
                continue;
            }
            static_cast<transaction_hold&>(held) = begun;
            held.member = use.release();
            return;
        }
        held.why = way.why_source();
        source_.template begin<How>(held);
    }
    void commit(const followed_hold& held) {
        if (held.member == nullptr) return source_.commit(held);
        const end_of_use end{*held.member};
        connections(*held.member)->commit(held);
    }
    void rollback(const followed_hold& held) noexcept {
        if (held.member == nullptr) return source_.rollback(held);
        const end_of_use end{*held.member};
        connections(*held.member)->rollback(held);
    }

    /// The replica with a number begins to be read from. Throws configuration_error for a URL that it cannot have, and
    /// usage_error where there is such a replica already.
    void add(int number, url&& where) {
        if (number < 0 || number >= Most)
            refuse<usage_error>("a replica is added under a number that there is not: il::replicas<" +
                                std::to_string(Most) + "> has those from 0 on");
        const locked hold(mutex_);
        if (set_.at(number) != nullptr)
            refuse<usage_error>("a replica is added under a number that another one has; remove that first");
        replica_member* back = all_;
        while (back != nullptr && !back->is(number, where)) back = back->older;
        where.open_on(terms_of<Service, replica<Db>>);
        replica_member& m = back != nullptr ? *back : make(number, std::move(where));
        connections(m)->give_up(false);
        set_.put(m);
    }
    /// Nothing begins on it any more. Whether there was one.
    bool remove(int number) noexcept {
        if (number < 0 || number >= Most) return false;
        const locked hold(mutex_);
        replica_member* const m = set_.take(number);
        if (m != nullptr) connections(*m)->give_up(true);
        return m != nullptr;
    }
    replica_member* at(int number) const noexcept { return set_.at(number); }
    static pool_metrics metrics_of(replica_member& m) { return connections(m)->metrics(); }
    void limit(const replica_limits& to) noexcept { set_.limits.set(to); }

    /// What somebody has written to the source, with the position where it ends, if the engine has such.
    own_write settled(own_write_list& writes) {
        own_write known = writes.find(Db::alias);
        if (known.writes == known.asked || writes.options().only_window || !knows_positions()) return known;
        const auto position = static_cast<connection_slot<Db>&>(source_).template run<ask_position>(
            transaction_hold{.why = "where own writes end"}, access::reads);
        writes.learn(Db::alias, known.writes, position);
        if (known.position < position) known.position = position;
        known.unplaced = 0;
        return known;
    }

    void describe(const table_list* tables) noexcept { tables_ = tables; }
    void watch(statement_hook* hook) noexcept {
        const locked hold(mutex_);
        hook_ = hook;
        for (replica_member* m = all_; m != nullptr; m = m->older) connections(*m)->watch(hook);
    }
    pool_metrics metrics() {
        pool_metrics all;
        const locked hold(mutex_);
        for (replica_member* m = all_; m != nullptr; m = m->older) {
            const pool_metrics one = connections(*m)->metrics();
            all.open += one.open;
            all.leased += one.leased;
            all.waiting += one.waiting;
            all.waits += one.waits;
            all.timeouts += one.timeouts;
            all.opened += one.opened;
            all.closed += one.closed;
        }
        return all;
    }
    std::int64_t close_idle() {
        std::int64_t closed = 0;
        const locked hold(mutex_);
        for (replica_member* m = all_; m != nullptr; m = m->older) closed += connections(*m)->close_idle();
        return closed;
    }
    std::int64_t query_count() {
        const locked hold(mutex_);
        std::int64_t all = 0;
        for (replica_member* m = all_; m != nullptr; m = m->older) all += connections(*m)->query_count();
        return all;
    }

private:
    using choice = replica_choice<Most, Policy>;
    struct end_of_use {
        replica_member& member;
        ~end_of_use() { member.uses.add(-1); }
    };

    static single* connections(replica_member& m) noexcept { return static_cast<single*>(m.connections); }

    template <class OnReplica, class OnSource>
    decltype(auto) find_way(const followed_hold& held, const OnReplica& on_replica,
                            const OnSource& on_source) {
        if (held.is_held()) {
            if (held.member == nullptr) return on_source(held);
            return on_replica(*connections(*held.member), held, 0);
        }
        choice way = way_of(held);
        while (replica_use use = way.next()) {
            try {
                return on_replica(*connections(*use), held.because(way.why()), way.position());
            } catch (const behind_position& how) {
                way.is_behind(*use, how);
            } catch (const error& e) {
                if (!way.has_failed(*use, e)) throw;
            }
        }
        followed_hold at_source(held);
        at_source.why = way.why_source();
        return on_source(at_source);
    }
    choice way_of(const followed_hold& held) {
        choice way(set_, &look, this);
        if (held.writes) follow(*held.writes, way);
        return way;
    }
    [[gnu::noinline]] void follow(own_write_list& writes, choice& way) {
        const own_write known = settled(writes);
        const bool by_position = !writes.options().only_window && knows_positions();
        if ((by_position ? known.unplaced : known.until) > writes.options().now())
            way.require_source("read: own writes are recent, source");
        else if (known.position > 0 && by_position)
            way.require_position(known.position, writes.options().wait);
    }
    bool knows_positions() { return source_.template ask<ask_whether_positions>(); }
    /// Whether a transaction sees what it has to.
    static bool stands_at(replica_member& m, const transaction_hold& begun, choice& way) {
        if (way.position() == 0) return true;
        try {
            connections(m)->template run<at_position<nothing>>(begun, access::reads, way.position());
            return true;
        } catch (const behind_position& how) {
            way.is_behind(m, how);
            return false;
        }
    }
    struct nothing {
        template <class Backend, class Connection>
        static void run(Connection&) {}
    };

    static void look(void* slot, replica_member& m, std::int64_t now) {
        auto& self = *static_cast<replica_slot*>(slot);
        const replica_use use(m);
        if (!use) return;
        const replica_state state = m.standing.state();
        if (state == replica_state::good && self.set_.limits.max_lag.peek() == 0) return;
        try {
            const std::int64_t lag = connections(m)->template run<ask_lag>(
                transaction_hold{.why = "how far the replica is behind"}, access::reads);
            m.standing.has_answered(lag, now, self.set_.limits);
        } catch (const pool_timeout&) {  // it has too much to do, which is not to be behind
        } catch (const usage_error&) {   // this thread has its only connection
        } catch (const error& e) {
            m.has_failed(e.message(), self.set_.limits, true);
        }
    }

    replica_member& make(int number, url&& where) {
        if (!single::speaks(where.scheme()))
            refuse<configuration_error>("a replica has a URL that its database cannot use: it takes " +
                                        single::schemes());
        struct owned {  // until it is among all of them
            replica_member* member;
            ~owned() {
                if (member != nullptr) delete connections(*member);
                delete member;
            }
        } made{new replica_member(number, where)};
        auto* const opened = new single;
        made.member->connections = opened;
        opened->place(std::move(where));
        opened->place_statements({role::replica, number, -1, {}});
        if (tables_ != nullptr) opened->describe(tables_);
        opened->watch(hook_);
        made.member->older = all_;
        all_ = made.member;
        return *std::exchange(made.member, nullptr);
    }
    template <class Error>
    [[noreturn]] static void refuse(std::string_view message) {
        pool_refuses<Error>(Db::alias, message);
    }

    source_type& source_;
    replica_set<Most> set_;
    mutex mutex_;  // of what follows
    replica_member* all_ = nullptr;
    const table_list* tables_ = nullptr;
    statement_hook* hook_ = nullptr;
};

template <class Source, int Most, class Policy, class Service>
struct arranged<replicated_as<Source, Most, Policy>, Service, replica<Source>> {
    using type = replica_slot<Service, Source, Most, Policy>;
};

}  // namespace interlock::detail
