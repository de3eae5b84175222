// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/session/pool_queue.hpp>
#include <interlock/session/sync.hpp>

#include <cstdint>
#include <utility>

namespace interlock {

namespace detail {

/// How a statement of one connection is ended from another thread.
class cancel_handle {
public:
    cancel_handle() = default;
    cancel_handle(const cancel_handle&) = delete;
    cancel_handle& operator=(const cancel_handle&) = delete;
    virtual ~cancel_handle() = default;
    virtual void cancel() noexcept = 0;
};
template <class Connection>
class cancel_handle_of final : public cancel_handle {
public:
    explicit cancel_handle_of(Connection& c) : canceller_(c) {}
    void cancel() noexcept override { canceller_.cancel(); }

private:
    typename Connection::canceller_type canceller_;
};

struct make_cancel_handle {
    template <class Backend, class Connection>
    static cancel_handle* run(Connection& c) {
        return new cancel_handle_of<Connection>(c);
    }
};

}  // namespace detail

/// Ends what a transaction runs, from any thread: its statement throws statement_cancelled, and the transaction has
/// failed. `auto stop = tx.canceller();`, then `stop.cancel()` elsewhere. The session has to outlive it.
///
/// What the transaction runs next is not ended, as a rule: on PostgreSQL a request that comes late may meet it.
class canceller {
public:
    canceller(detail::pool_place& place, std::uint64_t turn, detail::cancel_handle* handle)
        : place_(&place), turn_(turn), handle_(handle) {}
    canceller(canceller&& other) noexcept
        : place_(other.place_), turn_(other.turn_), handle_(std::exchange(other.handle_, nullptr)) {}
    canceller& operator=(canceller&&) = delete;
    ~canceller() { delete handle_; }

    /// False where the transaction has ended; who has its connection then notices nothing.
    bool cancel() noexcept {
        const detail::locked hold(place_->cancelling);
        if (place_->turn.peek() != turn_) return false;
        place_->cancelled.set(true);
        handle_->cancel();
        return true;
    }

private:
    detail::pool_place* place_;
    std::uint64_t turn_;
    detail::cancel_handle* handle_;
};

}  // namespace interlock
