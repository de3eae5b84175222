// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/sharing.hpp>
#include <interlock/session/pool.hpp>
#include <interlock/session/pool_queue.hpp>

#include <cstdint>
#include <utility>

namespace interlock::detail {

/// A transaction's connection, as its queries know it.
struct transaction_hold {
    pool_place* place = nullptr;
    std::uint64_t turn = 0, part = 0;
    const char* why = nullptr;              // what it is for goes there; a text that stays
    const statement_place* whom = nullptr;  // it serves, where the connections serve several
    const void* origin = nullptr;           // where its queries run, to tell them from others'

    /// Why a statement goes there: as somebody has said, or because of what it is.
    const char* reason(access how) const noexcept {
        if (why != nullptr) return why;
        if (is_held()) return "transaction";
        return how == access::reads ? "read: route" : "write: route";
    }
    bool is_held() const noexcept { return place != nullptr; }
    bool is_over() const noexcept { return place->turn.peek() != turn; }
    /// None inside it is open, nor has it ended and left that to the one around it.
    bool is_innermost() const noexcept { return place->part == part; }
    /// Goes on with a transaction, or with a part of it.
    void hold(pool_place* p, std::uint64_t of_turn, std::uint64_t of_part) noexcept {
        place = p;
        turn = of_turn;
        part = of_part;
    }
};

/// A connection for one use of it: leased, or that of a transaction. It is used between enter() and leave(): the
/// constructor enters, and what is kept for later leaves, and enters again each time.
template <class Connection>
class lease {
public:
    [[gnu::noinline]] lease(pool<Connection>& from, const transaction_hold& held, access how) {
        if (!held.is_held()) {
            pool_ = &from;
            place_ = &from.lease(how, held.whom);
        } else {
            place_ = static_cast<place*>(held.place);
            if (held.is_over()) from.refuse("the transaction has ended already");
            if (!held.is_innermost())
                from.refuse(
                    "the transaction of this has ended already, or waits for the end of a nested one");
        }
        alone_ = from.enter(*place_);
        place_->watch.why = held.reason(how);
        place_->watch.origin = held.origin;
    }
    lease(lease&& other) noexcept
        : pool_(std::exchange(other.pool_, nullptr))
        , place_(std::exchange(other.place_, nullptr))
        , alone_(std::exchange(other.alone_, false)) {}
    lease& operator=(lease&&) = delete;
    [[gnu::noinline]] ~lease() { give_back(); }

    Connection& operator*() const noexcept { return *place_->connection; }

    /// It lasts longer than its transaction.
    void keep(pool<Connection>& from) noexcept {
        if (pool_ != nullptr) return;
        pool_ = &from;
        place_->uses.add(1);
    }
    /// This thread uses it now; of one that is kept. Whether it did not before.
    bool enter() noexcept {
        if (alone_) return false;
        alone_ = pool_->enter_again(*place_);
        return true;
    }
    void leave() noexcept {
        if (std::exchange(alone_, false)) place_->using_now.unlock();
    }
    void give_back() noexcept {
        leave();
        if (pool_ != nullptr) std::exchange(pool_, nullptr)->give_back(*place_);
    }

private:
    using place = typename pool<Connection>::place;

    pool<Connection>* pool_ = nullptr;
    place* place_ = nullptr;
    bool alone_ = false;  // others are kept from using it
};

/// The use of a lease that is kept, or what is left of one that has begun.
template <class Lease>
class use_of {
public:
    explicit use_of(Lease& leased) noexcept : leased_(leased), begun_(leased.enter()) {}
    use_of(const use_of&) = delete;
    use_of& operator=(const use_of&) = delete;
    ~use_of() {
        if (begun_) leased_.leave();
    }

private:
    Lease& leased_;
    bool begun_;
};

}  // namespace interlock::detail
