// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/url.hpp>
#include <interlock/session/replica_policy.hpp>
#include <interlock/session/replica_standing.hpp>
#include <interlock/session/sync.hpp>

#include <cstdint>
#include <string>
#include <utility>

// The replicas of a database, and which of them a read goes to; of what kind their connections are is not known here.

namespace interlock::detail {

/// One replica. It stays where it is until the session ends, also when it has left: there may be those who read from it. It
/// is the same again when it comes back.
struct replica_member {
    replica_standing standing;
    shared_value<int> uses;  // statements that run on it
    int number = 0;
    std::string location;
    password_callback asked = nullptr;
    void* connections = nullptr;  // its slot
    replica_member* older = nullptr;

    replica_member(int which, const url& where) : number(which), location(where.text()), asked(where.asked()) {}

    bool is(int which, const url& where) const noexcept {
        return number == which && location == where.text() && asked == where.asked();
    }
};

/// A use of a member that has not left.
class replica_use {
public:
    replica_use() = default;
    explicit replica_use(replica_member& m) noexcept : member_(&m) {
        m.uses.add(1);
        if (m.standing.state() == replica_state::leaving) end();
    }
    replica_use(replica_use&& other) noexcept : member_(std::exchange(other.member_, nullptr)) {}
    replica_use& operator=(replica_use&& other) noexcept {
        end();
        member_ = std::exchange(other.member_, nullptr);
        return *this;
    }
    ~replica_use() { end(); }

    explicit operator bool() const noexcept { return member_ != nullptr; }
    replica_member& operator*() const noexcept { return *member_; }
    replica_member* operator->() const noexcept { return member_; }
    /// Somebody else ends it.
    replica_member* release() noexcept { return std::exchange(member_, nullptr); }

private:
    void end() noexcept {
        if (member_ != nullptr) std::exchange(member_, nullptr)->uses.add(-1);
    }
    replica_member* member_ = nullptr;
};

/// Asks a replica how far behind it is, and notes how it stands.
using look_at_replica = void (*)(void* slot, replica_member& m, std::int64_t now);

template <int Most>
class replica_set {
public:
    shared_limits limits;

    replica_member* at(int number) const noexcept { return members_[number].load(); }
    void put(replica_member& m) noexcept {
        m.standing.begin();
        members_[m.number].publish(&m);
    }
    /// Takes one out; who uses it goes on. Nothing where there is none.
    replica_member* take(int number) noexcept {
        replica_member* const m = members_[number].exchange(nullptr);
        if (m != nullptr) m->standing.leave();
        return m;
    }

    /// One that is fit to be read from and was not tried yet; none where there is no such. `tried` has a bit for each.
    template <class Policy>
    replica_use choose(std::uint64_t tried, look_at_replica look, void* slot) noexcept {
        for (;;) {
            replica_load fit[Most];
            replica_member* members[Most];
            int count = 0;
            const std::int64_t now = coarse_now_ns();
            for (int i = 0; i < Most; ++i) {
                replica_member* const m = members_[i].load();
                if (m == nullptr || (tried >> i & 1) != 0) continue;
                if (m->standing.is_due(now, limits)) look(slot, *m, now);
                if (m->standing.state() != replica_state::good) continue;
                fit[count] = {i, m->uses.peek()};
                members[count++] = m;
            }
            if (count == 0) return {};
            if (replica_use use(*members[count == 1 ? 0 : Policy::pick(fit, count, next_ticket())]); use)
                return use;
        }
    }

private:
    std::uint64_t next_ticket() noexcept { return static_cast<std::uint64_t>(ticket_.add(1)); }

    shared_value<replica_member*> members_[Most];
    shared_value<std::int64_t> ticket_;
};

}  // namespace interlock::detail
