// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

namespace interlock::detail {

/// A pool's part in a number of connections that several pools have together.
class pool_share {
public:
    pool_share() = default;
    pool_share(const pool_share&) = delete;
    pool_share& operator=(const pool_share&) = delete;
    virtual ~pool_share() = default;

    /// One more connection, for which one of another pool may have to go. False where there was none until a deadline, a
    /// time of now_ns().
    virtual bool take(std::int64_t deadline) = 0;
    /// Whether all that there may be are in use by the calling thread, which would wait for itself.
    virtual bool is_all_mine() = 0;
    /// One less.
    virtual void give_back() noexcept = 0;
    /// One is idle.
    virtual void leave_idle() noexcept = 0;
    /// Whether somebody waits for one: what is given back then is closed.
    virtual bool is_wanted() const noexcept = 0;
};

}  // namespace interlock::detail
