// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/error.hpp>
#include <interlock/session/sync.hpp>

#include <time.h>

#include <cerrno>
#include <cstdint>

namespace interlock {

/// How often a transaction is run again that lost against others, and after which pauses:
/// `db.transaction<gems>(il::retry{.attempts = 5}, f)`. It is repeated for what is safe to repeat, because nothing of
/// it was done: transaction_conflict (a serialization failure, a deadlock) and busy. Never for commit_in_doubt.
///
/// A pause is a random part, between half and all, of a time that doubles from one attempt to the next: so those that
/// met once do not meet again.
struct retry {
    int attempts = 5;         ///< in all
    int first_pause_ms = 10;  ///< at most, before the second attempt
    int longest_pause_ms = 1000;
};

namespace detail {

/// Milliseconds before the next attempt. `random` is any number.
constexpr std::int64_t pause_before(int attempt, const retry& policy, std::uint64_t random) {
    std::int64_t most = policy.first_pause_ms < 0 ? 0 : policy.first_pause_ms;
    for (int i = 2; i < attempt && most < policy.longest_pause_ms; ++i) most *= 2;
    if (most > policy.longest_pause_ms) most = policy.longest_pause_ms < 0 ? 0 : policy.longest_pause_ms;
    return most - static_cast<std::int64_t>(random % static_cast<std::uint64_t>(most / 2 + 1));
}

inline void sleep_ms(std::int64_t ms) noexcept {
    timespec rest{};
    rest.tv_sec = static_cast<time_t>(ms / 1000);
    rest.tv_nsec = static_cast<long>(ms % 1000 * 1'000'000);
    while (nanosleep(&rest, &rest) != 0 && errno == EINTR) {
    }
}

inline std::uint64_t scrambled(std::uint64_t x) noexcept {  // splitmix64's finisher
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

/// Runs a function until it succeeds, throws what is not to be repeated, or has had its attempts. What it has committed it
/// says by its argument: an error after that, of a callback say, is never a reason to do it again.
template <class Function>
auto run_again(const retry& policy, Function f) {
    for (int attempt = 1;; ++attempt) {
        bool committed = false;
        try {
            return f(committed);
        } catch (const transaction_conflict&) {
            if (committed || attempt >= policy.attempts) throw;
        } catch (const busy&) {
            if (committed || attempt >= policy.attempts) throw;
        }
        const auto here = reinterpret_cast<std::uintptr_t>(&attempt);
        sleep_ms(
            pause_before(attempt + 1, policy,
                         scrambled(static_cast<std::uint64_t>(now_ns()) ^ static_cast<std::uint64_t>(here))));
    }
}

}  // namespace detail

}  // namespace interlock
