// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/sharing.hpp>
#include <interlock/routing/replicated.hpp>
#include <interlock/session/arranged.hpp>
#include <interlock/session/followed_hold.hpp>

#include <utility>

namespace interlock::detail {

/// The place of a database that others are copies of: what somebody writes to it, whose writes are followed, is noted. Of
/// a transaction that may write that is its commit.
template <class Db>
class noted_slot : public connection_slot<Db> {
public:
    using hold_type = followed_hold;
    using single = connection_slot<Db>;

    void place(url&& where) {
        single::place_statements({role::source, -1, -1, {}});
        single::place(std::move(where));
    }

    template <class Operation, class... Args>
    decltype(auto) run(const followed_hold& held, access how, Args&&... args) {
        const noted_write note(held, how == access::writes && !held.is_held(), Db::alias);
        return single::template run<Operation>(held.because(reason(held, how)), how,
                                               std::forward<Args>(args)...);
    }
    template <class Operation, class... Args>
    decltype(auto) keep(const followed_hold& held, access how, Args&&... args) {
        const noted_write note(held, how == access::writes && !held.is_held(), Db::alias);
        return single::template keep<Operation>(held.because(reason(held, how)), how,
                                                std::forward<Args>(args)...);
    }
    template <class How>
    void begin(followed_hold& held) {
        if (held.why == nullptr) held.why = "in a transaction: source";
        held.only_reads = How::access == access::reads;
        single::template begin<How>(held);
    }
    void commit(const followed_hold& held) {
        const noted_write note(held, !held.only_reads, Db::alias);
        single::commit(held);
    }

private:
    static const char* reason(const followed_hold& held, access how) noexcept {
        return held.is_held()          ? "in a transaction: source"
               : how == access::writes ? "write: source"
                                       : "read: of what is written, source";
    }
};

/// As the source of a copy alone, or with the replicas that other models of it are read from.
template <class R, class W, class Service,
          class Replicas = typename Service::template arrangement<replica<W>>>
struct noted_or_replicated : arranged<Replicas, Service, W> {};
template <class R, class W, class Service>
struct noted_or_replicated<R, W, Service, pass_t> {
    using type = noted_slot<W>;
};
template <class R, class W, class Service>
struct arranged<copied_as<R, W>, Service, W> : noted_or_replicated<R, W, Service> {};

}  // namespace interlock::detail
