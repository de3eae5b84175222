// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/refusal.hpp>
#include <interlock/routing/replicated.hpp>

#include <cstdint>

// Which of several replicas a read goes to. A policy picks among those that are fit for it by plain numbers.

namespace interlock {

namespace detail {

/// A replica that is fit.
struct replica_load {
    int number = 0;  // among all of them
    int uses = 0;    // statements that run on it now
};

/// A number that looks like any (splitmix64).
constexpr std::uint64_t scattered(std::uint64_t n) {
    n += 0x9e3779b97f4a7c15u;
    n = (n ^ n >> 30) * 0xbf58476d1ce4e5b9u;
    n = (n ^ n >> 27) * 0x94d049bb133111ebu;
    return n ^ n >> 31;
}

}  // namespace detail

struct round_robin {
    static constexpr const char* why = "read: replica, by round robin";
    static constexpr int pick(const detail::replica_load*, int count, std::uint64_t ticket) {
        return static_cast<int>(ticket % static_cast<std::uint64_t>(count));
    }
};

struct random {
    static constexpr const char* why = "read: replica, any";
    static constexpr int pick(const detail::replica_load*, int count, std::uint64_t ticket) {
        return static_cast<int>(detail::scattered(ticket) % static_cast<std::uint64_t>(count));
    }
};

template <int... Weights>
struct weight_that_is_none {
    static_assert(
        never<weight_that_is_none>,
        "interlock: the weights of replicas are numbers from 1: one of nothing would never be read from; leave a "
        "replica out of the settings that nothing is to be read from");
};

template <int... Weights>
struct weighted {
    static constexpr const char* why = "read: replica, by weight";

    static constexpr int of(int number) {
        constexpr int weights[]{Weights..., 1};
        return number < static_cast<int>(sizeof...(Weights)) ? weights[number] : 1;
    }
    static constexpr int pick(const detail::replica_load* fit, int count, std::uint64_t ticket) {
        if constexpr (sizeof...(Weights) == 0 || ((Weights < 1) || ...))
            (void)detail::refuse<weight_that_is_none<Weights...>>();
        std::int64_t all = 0;
        for (int i = 0; i < count; ++i) all += of(fit[i].number);
        // scattered, so that those of a small weight do not have their turns in a row
        auto left = static_cast<std::int64_t>(detail::scattered(ticket) % static_cast<std::uint64_t>(all));
        int i = 0;
        while (left >= of(fit[i].number)) left -= of(fit[i++].number);
        return i;
    }
};

struct least_connections {
    static constexpr const char* why = "read: replica, with the fewest statements";
    static constexpr int pick(const detail::replica_load* fit, int count, std::uint64_t ticket) {
        // of several alike another one each time
        int best = static_cast<int>(ticket % static_cast<std::uint64_t>(count));
        for (int i = 0; i < count; ++i)
            if (fit[i].uses < fit[best].uses) best = i;
        return best;
    }
};

}  // namespace interlock
