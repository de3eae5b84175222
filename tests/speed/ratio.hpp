// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <chrono>
#include <mutex>

// Times as ratios to what is measured beside them, so that a busy machine is not noticed.

template <class T>
void look_at(T& value) {
    asm volatile("" : : "r"(&value) : "memory");
}

using watch_clock = std::chrono::steady_clock;
constexpr int rounds = 200, calls = 2'000;

template <class Function>
double seconds(Function f) {
    const auto begun = watch_clock::now();
    for (int i = 0; i < calls; ++i) f();
    return std::chrono::duration<double>(watch_clock::now() - begun).count();
}

/// The ratio of two functions' least times. A round is short, so that some are let run without a break.
template <class Function, class Reference>
double ratio(Function f, Reference reference) {
    double of_f = 1e9, of_reference = 1e9;
    for (int round = 0; round < rounds; ++round) {
        of_f = std::min(of_f, seconds(f));
        of_reference = std::min(of_reference, seconds(reference));
    }
    return of_f / of_reference;
}

/// About 25 ns: an uncontended mutex and a look at the clock.
struct lock_and_clock {
    std::mutex mutex;

    lock_and_clock() = default;
    lock_and_clock(const lock_and_clock&) {}
    lock_and_clock& operator=(const lock_and_clock&) = delete;
    ~lock_and_clock() = default;

    void operator()() {
        const std::lock_guard lock(mutex);
        const auto now = watch_clock::now();
        look_at(now);
    }
};
