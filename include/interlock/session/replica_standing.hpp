// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/session/sync.hpp>

#include <cstdint>

// Whether a replica is read from. Who reads looks at two numbers; who finds that it is time asks the replica itself.

namespace interlock {

/// When a replica is left out, and for how long: `db.replicas<reviews>().limit({.max_lag = 2'000})`. All times are
/// milliseconds.
struct replica_limits {
    /// One that is further behind than that is left out; 0 is no limit.
    std::int64_t max_lag = 10'000;
    /// How often a replica is asked how far behind it is, by one of those who read from it.
    std::int64_t check = 1'000;
    /// For how long one is left out that failed; twice as long each time that it fails when that is over.
    std::int64_t out = 1'000;
    std::int64_t most_out = 30'000;
};

enum class replica_state : unsigned char {
    untried,  ///< nobody has read from it yet
    good,
    lagging,  ///< it is too far behind
    failed,   ///< there was no connection, or it broke
    leaving   ///< it was removed
};

namespace detail {

inline constexpr std::int64_t milliseconds_ns = 1'000'000;

/// The limits as those see them who read; they may change meanwhile.
struct shared_limits {
    shared_value<std::int64_t> max_lag{replica_limits{}.max_lag}, check{replica_limits{}.check},
        out{replica_limits{}.out}, most_out{replica_limits{}.most_out};

    void set(const replica_limits& to) noexcept {
        max_lag.set(to.max_lag);
        check.set(to.check < 1 ? 1 : to.check);
        out.set(to.out < 1 ? 1 : to.out);
        most_out.set(to.most_out);
    }
};

/// How a replica stands.
class replica_standing {
public:
    replica_state state() const noexcept { return static_cast<replica_state>(state_.load()); }
    std::int64_t lag() const noexcept { return lag_.peek(); }
    /// Whether it is time to look at it; true for one of those who ask at a time.
    bool is_due(std::int64_t now, const shared_limits& limits) noexcept {
        const std::int64_t due = due_.peek();
        return now >= due && due_.replace(due, now + limits.check.peek() * milliseconds_ns);
    }

    /// It answered, and is so far behind; less than 0 where it cannot say.
    void has_answered(std::int64_t lag, std::int64_t now, const shared_limits& limits) noexcept {
        const std::int64_t most = limits.max_lag.peek();
        lag_.set(lag);
        out_.set(0);
        due_.set(now + limits.check.peek() * milliseconds_ns);
        become(most != 0 && (lag < 0 || lag > most) ? replica_state::lagging : replica_state::good);
    }
    /// Leaves it out for a while. Of several who find that at a time one counts.
    void has_failed(std::int64_t now, const shared_limits& limits, bool was_looked_at) noexcept {
        if (state() == replica_state::failed && !was_looked_at) return;
        const std::int64_t least = limits.out.peek(), most = limits.most_out.peek();
        std::int64_t out = out_.peek() * 2;
        if (out > most) out = most;
        if (out < least) out = least;
        out_.set(out);
        due_.set(now + out * milliseconds_ns);
        become(replica_state::failed);
    }

    void begin() noexcept {
        lag_.set(0);
        out_.set(0);
        due_.set(0);
        state_.publish(static_cast<int>(replica_state::untried));
    }
    void leave() noexcept { (void)state_.exchange(static_cast<int>(replica_state::leaving)); }

private:
    /// One that was removed stays so.
    void become(replica_state to) noexcept {
        for (int from = state_.load(); from != static_cast<int>(replica_state::leaving);) {
            if (state_.replace(from, static_cast<int>(to))) return;
            from = state_.load();
        }
    }

    shared_value<int> state_{static_cast<int>(replica_state::leaving)};  // a replica_state
    shared_value<std::int64_t> due_, out_, lag_;
};

}  // namespace detail

}  // namespace interlock
