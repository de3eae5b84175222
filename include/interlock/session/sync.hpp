// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pthread.h>
#include <sched.h>
#include <time.h>

#include <cstdint>

// What the pool needs of threads, on POSIX threads: <condition_variable> alone would be a third of the compile
// time of all core headers together.

namespace interlock::detail {

/// Nanoseconds of the monotonic clock.
inline std::int64_t now_ns(clockid_t clock = CLOCK_MONOTONIC) noexcept {
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<std::int64_t>(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
}
/// The same, some milliseconds behind, for a fifth of the price.
inline std::int64_t coarse_now_ns() noexcept {
#ifdef CLOCK_MONOTONIC_COARSE
    return now_ns(CLOCK_MONOTONIC_COARSE);
#else
    return now_ns();
#endif
}

/// Another number for each thread that there ever was: POSIX gives the id of one that has ended to a new one.
inline std::uint64_t thread_number() noexcept {
    static std::uint64_t last = 0;
    static thread_local std::uint64_t number = 0;
    if (number == 0) number = __atomic_add_fetch(&last, 1, __ATOMIC_RELAXED);
    return number;
}

inline void let_others_run() noexcept { sched_yield(); }

class mutex {
public:
    mutex() = default;
    mutex(const mutex&) = delete;
    mutex& operator=(const mutex&) = delete;
    ~mutex() { pthread_mutex_destroy(&native); }

    void lock() noexcept { pthread_mutex_lock(&native); }
    void unlock() noexcept { pthread_mutex_unlock(&native); }

    pthread_mutex_t native = PTHREAD_MUTEX_INITIALIZER;
};

/// One that the thread which has it may lock again.
class reentrant_mutex {
public:
    reentrant_mutex() noexcept {
        pthread_mutexattr_t reentrant;
        pthread_mutexattr_init(&reentrant);
        pthread_mutexattr_settype(&reentrant, PTHREAD_MUTEX_RECURSIVE);
        pthread_mutex_init(&native_, &reentrant);
        pthread_mutexattr_destroy(&reentrant);
    }
    reentrant_mutex(const reentrant_mutex&) = delete;
    reentrant_mutex& operator=(const reentrant_mutex&) = delete;
    ~reentrant_mutex() { pthread_mutex_destroy(&native_); }

    void lock() noexcept { pthread_mutex_lock(&native_); }
    void unlock() noexcept { pthread_mutex_unlock(&native_); }

private:
    pthread_mutex_t native_;
};

/// Holds a mutex while it lives, but where it is let go in between.
class locked {
public:
    explicit locked(mutex& m) noexcept : mutex_(m) { mutex_.lock(); }
    locked(const locked&) = delete;
    locked& operator=(const locked&) = delete;
    ~locked() {
        if (holds_) mutex_.unlock();
    }
    void unlock() noexcept {
        holds_ = false;
        mutex_.unlock();
    }
    void lock() noexcept {
        mutex_.lock();
        holds_ = true;
    }

private:
    mutex& mutex_;
    bool holds_ = true;
};

/// What one thread waits for until another one signals it.
class condition {
public:
    condition() noexcept {
        pthread_condattr_t monotonic;
        pthread_condattr_init(&monotonic);
        pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
        pthread_cond_init(&native_, &monotonic);
        pthread_condattr_destroy(&monotonic);
    }
    condition(const condition&) = delete;
    condition& operator=(const condition&) = delete;
    ~condition() { pthread_cond_destroy(&native_); }

    void signal() noexcept { pthread_cond_signal(&native_); }
    /// False once the deadline, a time of now_ns(), has passed. May wake without a signal.
    bool wait_until(mutex& held, std::int64_t deadline) noexcept {
        timespec until{};
        until.tv_sec = static_cast<time_t>(deadline / 1'000'000'000);
        until.tv_nsec = static_cast<long>(deadline % 1'000'000'000);
        return pthread_cond_timedwait(&native_, &held.native, &until) == 0;
    }

private:
    pthread_cond_t native_;
};

/// <atomic> for what the pool does with it.
template <class T>
class shared_value {
public:
    shared_value() = default;
    explicit shared_value(T value) : value_(value) {}
    shared_value(const shared_value&) = delete;
    shared_value& operator=(const shared_value&) = delete;

    T load() const noexcept { return __atomic_load_n(&value_, __ATOMIC_SEQ_CST); }
    /// Without an order to what else is read.
    T peek() const noexcept { return __atomic_load_n(&value_, __ATOMIC_RELAXED); }
    void set(T value) noexcept { __atomic_store_n(&value_, value, __ATOMIC_RELAXED); }
    /// Who loads it sees what was set before it.
    void publish(T value) noexcept { __atomic_store_n(&value_, value, __ATOMIC_RELEASE); }
    T exchange(T value) noexcept { return __atomic_exchange_n(&value_, value, __ATOMIC_SEQ_CST); }
    bool replace(T expected, T value) noexcept {
        return __atomic_compare_exchange_n(&value_, &expected, value, false, __ATOMIC_SEQ_CST,
                                           __ATOMIC_SEQ_CST);
    }
    /// Gives the sum.
    T add(T value) noexcept { return __atomic_add_fetch(&value_, value, __ATOMIC_SEQ_CST); }

private:
    T value_{};
};

}  // namespace interlock::detail
