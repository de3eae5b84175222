// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/watch.hpp>
#include <interlock/session/sync.hpp>

#include <cstddef>
#include <cstdint>

// Who gets which connection, and in which turn; of what kind the connections are is not known here.

namespace interlock::detail {

class transaction_callback;

/// A transaction that is open, or one inside it, a savepoint. It lies where the program has it.
struct open_part {
    open_part* outer = nullptr;  // that waits for its end
    std::uint64_t number = 0;  // of its connection's no other has it; 0 for a transaction that is inside none
    int depth = 0;             // how many it is inside of
    bool is_open = false;
};

/// A place for a connection. It stays where it is as long as its pool: only what is in it comes and goes.
struct pool_place {
    pool_place* next = nullptr;  // of the idle ones of its lane, or of the empty ones
    int lane = 0;
    shared_value<int> uses;     // leases: more than one where a thread goes on with what it has
    reentrant_mutex using_now;  // of several leases one at a time uses it: they may be in different hands
    std::int64_t opened = 0, returned = 0;  // coarse_now_ns()
    shared_value<std::uint64_t> holder;     // the thread_number() of who used it last: who may lease it again
    shared_value<bool> leased, in_transaction;
    shared_value<std::uint64_t> turn;  // another number after each transaction
    mutex cancelling;                  // is held while the turn changes, and while a statement is ended
    shared_value<bool> cancelled;
    statement_watch watch;
    open_part* innermost = nullptr;         // of the transaction that is open
    std::uint64_t part = 0, last_part = 0;  // the number of the innermost one, and the last that was given
    transaction_callback* callbacks = nullptr;  // the latest one first
};

/// A further lease of a place that is leased. False where it was given back meanwhile.
inline bool join(pool_place& p) noexcept {
    for (int uses = p.uses.load(); uses != 0; uses = p.uses.load())
        if (p.uses.replace(uses, uses + 1)) return true;
    return false;
}

/// One that waits for a place, in line with others.
struct pool_waiter {
    pool_waiter* next = nullptr;
    condition ready;
};

/// The places of connections that are alike. Its functions are called with the pool's mutex held, but for those
/// that say otherwise.
class pool_lane {
public:
    std::int64_t most = 0;  // places at most
    std::int64_t open = 0;  // those that hold a connection, or are about to

    /// Without the mutex: an idle place, unless others wait or there is none at hand.
    pool_place* take_quickly() noexcept { return waiting_.load() == 0 ? take_at_hand() : nullptr; }
    /// Without the mutex: leaves a place to whoever comes next. False where somebody waits for it, or too many are
    /// there already.
    bool leave_quickly(pool_place* place) noexcept {
        if (waiting_.load() != 0) return false;
        for (std::size_t i = 0; i < hands; ++i) {
            shared_value<pool_place*>& hand = at_hand_[(own_hand() + i) % hands].place;
            if (hand.peek() != nullptr || !hand.replace(nullptr, place)) continue;
            // who began to wait meanwhile has seen the place, or is seen here
            return waiting_.load() == 0 || !hand.replace(place, nullptr);
        }
        return false;
    }
    /// Without the mutex.
    std::int64_t waiting() const noexcept { return waiting_.peek(); }
    bool has_idle() const noexcept {
        bool any = idle_count_.peek() != 0;
        for (const at_hand& hand : at_hand_) any = any || hand.place.peek() != nullptr;
        return any;
    }

    pool_place* take() noexcept {
        if (pool_place* const place = take_at_hand()) return place;
        pool_place* const top = idle_;
        if (top != nullptr) {
            idle_ = top->next;
            idle_count_.add(-1);
        }
        return top;
    }
    void leave(pool_place* place) noexcept {
        place->next = idle_;
        idle_ = place;
        idle_count_.add(1);
    }
    /// The idle one that was used the longest time ago, where that is before a time.
    pool_place* take_unused_since(std::int64_t time) noexcept {
        for (std::size_t i = 0; i < hands; ++i)
            if (pool_place* const place = take_at_hand()) leave(place);
        wake_first();  // who left one of them meanwhile may have missed who has begun to wait
        pool_place** oldest = &idle_;
        for (pool_place** at = &idle_; *at != nullptr; at = &(*at)->next)
            if ((*at)->returned <= (*oldest)->returned) oldest = at;
        if (*oldest == nullptr || (*oldest)->returned >= time) return nullptr;
        pool_place* const unused = *oldest;
        *oldest = unused->next;
        idle_count_.add(-1);
        return unused;
    }
    std::int64_t idle() const noexcept {
        std::int64_t count = idle_count_.load();
        for (const at_hand& hand : at_hand_) count += hand.place.load() != nullptr;
        return count;
    }

    void stand_in_line(pool_waiter& w) noexcept {
        pool_waiter** last = &first_;
        while (*last != nullptr) last = &(*last)->next;
        *last = &w;
        waiting_.add(1);
    }
    void leave_line(pool_waiter& w) noexcept {
        pool_waiter** at = &first_;
        while (*at != &w) at = &(*at)->next;
        *at = w.next;
        waiting_.add(-1);
        wake_first();
    }
    bool is_first(const pool_waiter& w) const noexcept { return first_ == &w; }
    /// There may be something for the first one in line.
    void wake_first() noexcept {
        if (first_ != nullptr) first_->ready.signal();
    }

private:
    /// A place that changes hands without the mutex. Each lies in cache lines of its own: threads that use the pool
    /// together begin at different ones, and come back to the connection that they had.
    struct at_hand {
        shared_value<pool_place*> place;
        char apart[64 - sizeof(place)];
    };
    static constexpr std::size_t hands = 8;

    static std::size_t own_hand() noexcept { return static_cast<std::size_t>(thread_number()) % hands; }
    pool_place* take_at_hand() noexcept {
        for (std::size_t i = 0; i < hands; ++i) {
            shared_value<pool_place*>& hand = at_hand_[(own_hand() + i) % hands].place;
            if (i != 0 && hand.load() == nullptr) continue;
            if (pool_place* const place = hand.exchange(nullptr)) return place;
        }
        return nullptr;
    }

    at_hand at_hand_[hands];
    shared_value<std::int64_t> waiting_;
    shared_value<std::int64_t> idle_count_;  // without those at hand
    pool_place* idle_ = nullptr;
    pool_waiter* first_ = nullptr;
};

}  // namespace interlock::detail
