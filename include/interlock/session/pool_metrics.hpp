// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

namespace interlock {

/// What a session's pool of connections to one database is about: `db.metrics<gems>()`.
struct pool_metrics {
    std::int64_t open = 0;      ///< connections, those included that are being opened
    std::int64_t leased = 0;    ///< of these, those that are in use
    std::int64_t waiting = 0;   ///< callers that wait for one now
    std::int64_t waits = 0;     ///< how often one had to wait, ever
    std::int64_t timeouts = 0;  ///< how often one waited in vain, ever
    std::int64_t opened = 0;    ///< connections that were opened, ever
    std::int64_t closed = 0;    ///< connections that were closed, ever

    pool_metrics& operator+=(const pool_metrics& other) noexcept {
        open += other.open;
        leased += other.leased;
        waiting += other.waiting;
        waits += other.waits;
        timeouts += other.timeouts;
        opened += other.opened;
        closed += other.closed;
        return *this;
    }
};

}  // namespace interlock
