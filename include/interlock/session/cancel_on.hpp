// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/session/canceller.hpp>

#include <stop_token>
#include <utility>

namespace interlock {

/// Ends what a transaction runs once a stop is requested, as long as this lives:
///
///     db.transaction<gems>([&](auto& tx) {
///         const il::cancel_on stop(token, tx);
///         ...
///     });
class cancel_on {
public:
    template <class Transaction>
    cancel_on(std::stop_token token, Transaction& tx)
        : canceller_(tx.canceller()), callback_(std::move(token), request{canceller_}) {}

private:
    struct request {
        canceller& stop;
        void operator()() const noexcept { stop.cancel(); }
    };

    canceller canceller_;
    std::stop_callback<request> callback_;
};

}  // namespace interlock
