// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/sharing.hpp>
#include <interlock/session/lease.hpp>
#include <interlock/session/own_writes.hpp>

#include <string_view>

namespace interlock::detail {

struct replica_member;

/// A hold of what has copies: whose writes are noted and seen, if anybody's, and the replica that a transaction is on.
struct followed_hold : transaction_hold {
    own_writes::list writes;
    replica_member* member = nullptr;
    bool only_reads = false;  // the transaction does

    /// The same for somewhere else, which is told why.
    transaction_hold because(const char* reason) const noexcept {
        transaction_hold plain = *this;
        if (plain.why == nullptr) plain.why = reason;
        return plain;
    }
};

/// Notes a write when it has ended, also where it has failed: the connection may have been lost behind it.
class noted_write {
public:
    noted_write(const followed_hold& held, bool writes, std::string_view alias) noexcept
        : held_(writes && held.writes ? &held : nullptr), alias_(alias) {}
    noted_write(const noted_write&) = delete;
    noted_write& operator=(const noted_write&) = delete;
    ~noted_write() {
        if (held_ != nullptr) held_->writes->note(alias_);
    }

private:
    const followed_hold* held_;
    std::string_view alias_;
};

}  // namespace interlock::detail
