// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/sharing.hpp>
#include <interlock/routing/replicated.hpp>
#include <interlock/session/arranged.hpp>
#include <interlock/session/common_backend.hpp>
#include <interlock/session/executor.hpp>
#include <interlock/session/followed_hold.hpp>
#include <interlock/session/noted_slot.hpp>

#include <string_view>

namespace interlock::detail {

/// A copy that is read from, or its source: as recent as the writes of somebody have to be.
template <class R, class W>
struct recent {
    static constexpr std::string_view alias = R::alias;
    using backend = backend_of_all<typename R::backend, typename W::backend>;
    using part_of = R;
    static constexpr bool is_read_only = true;
};

template <class Service>
struct recent_hold : followed_hold {
    service_slots<Service>* slots = nullptr;
};

/// It has no connections: those of the two databases it finds by the hold of who reads.
template <class Service, class R, class W>
class recent_slot {
public:
    using hold_type = recent_hold<Service>;
    static recent_slot any;

    static const void* origin(const hold_type& held) noexcept { return &slot_in<Service, W>(*held.slots); }

    template <class Operation, class... Args>
    decltype(auto) run(const hold_type& held, access how, Args&&... args) {
        if (!is_recent(held))
            return copy(held).template run<Operation>(hold_of<R>(held, "read: copy"), how, args...);
        return slot_in<Service, W>(*held.slots)
            .template run<Operation>(hold_of<W>(held, "read: own writes are recent, source"), how, args...);
    }
    template <class Operation, class... Args>
    decltype(auto) keep(const hold_type& held, access how, Args&&... args) {
        if (!is_recent(held))
            return copy(held).template keep<Operation>(hold_of<R>(held, "read: copy"), how, args...);
        return slot_in<Service, W>(*held.slots)
            .template keep<Operation>(hold_of<W>(held, "read: own writes are recent, source"), how, args...);
    }

private:
    static slot_of<Service, R>& copy(const hold_type& held) { return slot_in<Service, R>(*held.slots); }
    template <class Db>
    static auto hold_of(const hold_type& held, const char* why) {
        typename slot_of<Service, Db>::hold_type there;
        there.why = why;
        there.origin = held.origin;
        if constexpr (requires { there.writes; }) there.writes = held.writes;
        return there;
    }
    static bool is_recent(const hold_type& held) {
        return held.writes->find(W::alias).until > held.writes->options().now();
    }
};
/// It has nothing in it.
template <class Service, class R, class W>
inline recent_slot<Service, R, W> recent_slot<Service, R, W>::any;

template <class Service, class R, class W>
struct arranged<pass_t, Service, recent<R, W>> {
    using type = recent_slot<Service, R, W>;
};

}  // namespace interlock::detail
