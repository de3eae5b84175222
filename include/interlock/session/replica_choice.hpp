// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/error.hpp>
#include <interlock/session/followed_hold.hpp>
#include <interlock/session/later.hpp>
#include <interlock/session/pool.hpp>
#include <interlock/session/replica_operations.hpp>
#include <interlock/session/replica_set.hpp>
#include <interlock/session/sync.hpp>

#include <time.h>

#include <cstdint>

namespace interlock::detail {

/// The way of one read: which replicas it is tried on, one after the other, before it goes to the source.
template <int Most, class Policy>
class replica_choice {
public:
    replica_choice(replica_set<Most>& set, look_at_replica look, void* slot) noexcept
        : set_(set), look_(look), slot_(slot) {}

    /// It goes to the source at once.
    void require_source(const char* reason) noexcept {
        only_source_ = true;
        source_reason_ = reason;
    }
    /// It goes to a replica that has come to a position; one is waited for so many milliseconds.
    void require_position(std::int64_t position, std::int64_t wait) noexcept {
        position_ = position;
        deadline_ = later(now_ns(), wait, milliseconds_ns);
    }
    std::int64_t position() const noexcept { return position_; }

    /// The next replica; none where it is the source's turn.
    replica_use next() {
        while (!only_source_) {
            if (replica_use use = set_.template choose<Policy>(tried_ | behind_, look_, slot_)) return use;
            if (behind_ == 0 || !has_waited()) break;
            behind_ = 0;
        }
        return {};
    }
    /// What happened to it; whether there is another one to be tried, or the source.
    bool has_failed(replica_member& m, const error& e) {
        if (dynamic_cast<const connection_failed*>(&e) != nullptr ||
            dynamic_cast<const connection_lost*>(&e) != nullptr)
            m.has_failed(e.message(), set_.limits, false);
        else if (dynamic_cast<const pool_timeout*>(&e) != nullptr ||
                 dynamic_cast<const waits_for_itself*>(&e) != nullptr)
            source_reason_ = "read: no replica has a connection to spare, source";  // it is busy, and well
        else if (dynamic_cast<const transaction_conflict*>(&e) == nullptr) return false;
        // what the replica replays would have removed rows that the query reads: it ended the query, and is well
        tried_ |= bit_of(m);
        return true;
    }
    void is_behind(replica_member& m, const behind_position& how) noexcept {
        (how.is_replica ? behind_ : tried_) |= bit_of(m);
        source_reason_ = "read: own writes not there yet, source";
    }

    const char* why() const noexcept {
        return position_ > 0 ? "read: replica that has own writes" : Policy::why;
    }
    const char* why_source() const noexcept {
        return source_reason_ != nullptr ? source_reason_ : "read: no replica in good standing, source";
    }

private:
    static std::uint64_t bit_of(const replica_member& m) noexcept { return std::uint64_t{1} << m.number; }
    bool has_waited() noexcept {
        const std::int64_t left = deadline_ - now_ns();
        if (left <= 0) return false;
        const std::int64_t span = pause_ < left ? pause_ : left;
        timespec pause{};
        pause.tv_nsec = static_cast<long>(span);
        nanosleep(&pause, nullptr);
        if (pause_ < 16 * milliseconds_ns) pause_ *= 2;
        return true;
    }

    replica_set<Most>& set_;
    look_at_replica look_;
    void* slot_;
    bool only_source_ = false;
    const char* source_reason_ = nullptr;
    std::int64_t position_ = 0, deadline_ = 0, pause_ = milliseconds_ns;
    std::uint64_t tried_ = 0, behind_ = 0;  // a bit for each replica
};

}  // namespace interlock::detail
