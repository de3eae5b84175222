// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/sharing.hpp>
#include <interlock/session/pool.hpp>
#include <interlock/session/pool_queue.hpp>
#include <interlock/session/sync.hpp>

#include <cstdint>
#include <utility>

namespace interlock::detail {

/// A transaction's connection, as its queries know it.
struct transaction_hold {
    pool_place* place = nullptr;
    std::uint64_t turn = 0;

    bool is_held() const noexcept { return place != nullptr; }
    bool is_over() const noexcept { return place->turn.peek() != turn; }
};

/// A connection for one use of it: leased, or that of a transaction.
template <class Connection>
class lease {
public:
    [[gnu::noinline]] lease(pool<Connection>& from, const transaction_hold& held, access how) {
        if (!held.is_held()) {
            pool_ = &from;
            place_ = &from.lease(how);
        } else {
            place_ = static_cast<place*>(held.place);
            if (held.is_over()) from.refuse("the transaction has ended already");
            place_->holder.set(thread_number());
        }
    }
    lease(lease&& other) noexcept
        : pool_(std::exchange(other.pool_, nullptr)), place_(std::exchange(other.place_, nullptr)) {}
    lease& operator=(lease&&) = delete;
    [[gnu::noinline]] ~lease() { give_back(); }

    Connection& operator*() const noexcept { return *place_->connection; }

    /// It lasts longer than its transaction.
    void keep(pool<Connection>& from) noexcept {
        if (pool_ != nullptr) return;
        pool_ = &from;
        ++place_->uses;
    }
    void give_back() noexcept {
        if (pool_ != nullptr) std::exchange(pool_, nullptr)->give_back(*place_);
    }
    /// Says that this thread uses it now.
    void touch() const noexcept { place_->holder.set(thread_number()); }

private:
    using place = typename pool<Connection>::place;

    pool<Connection>* pool_ = nullptr;
    place* place_ = nullptr;
};

}  // namespace interlock::detail
