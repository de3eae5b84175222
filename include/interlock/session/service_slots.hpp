// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/refusal.hpp>
#include <interlock/routing/database.hpp>
#include <interlock/routing/refusals.hpp>
#include <interlock/routing/service.hpp>
#include <interlock/routing/tenanted.hpp>
#include <interlock/session/arranged.hpp>
#include <interlock/session/session_parts.hpp>

namespace interlock {

namespace detail {

/// The connections to all databases of a service.
template <class Service>
struct service_slots;
template <class... Dbs, class Models, class Routers, class Profile>
struct service_slots<service<databases<Dbs...>, Models, Routers, Profile>>
    : session_slot_of<service<databases<Dbs...>, Models, Routers, Profile>, Dbs>... {
    session_parts parts;
};

/// The place of a database among those of a service; what stands for a part of a listed one has its own in that one's.
template <class Service, class Db>
slot_of<Service, Db>& slot_in(service_slots<Service>& slots) {
    if constexpr (needs_tenant<Service, Db>) {  // there are several
        (void)refuse<tenant_database_without_tenant<Db, Service>>();
        return no_slot<Service, Db>();
    } else {
        auto& slot = static_cast<session_slot_of<Service, listed_as<Db>>&>(slots);
        if constexpr (__is_same(listed_as<Db>, Db)) return slot;
        else if constexpr (requires { slot.template part<Db>(); }) return slot.template part<Db>();
        else return no_slot<Service, Db>();  // refused by what arranges it
    }
}
/// All of them, from one. One that is not among them, as several share a tag, says whose it is.
template <class Service, class Slot>
service_slots<Service>& slots_around(Slot& slot) {
    if constexpr (requires { slot.session_slots(); }) return slot.session_slots();
    else return static_cast<service_slots<Service>&>(slot);
}

/// What the queries of a slot have in common, and no others. One slot may stand for another, where that is the same
/// database.
template <class Slot>
const void* origin_of(Slot& slot, const typename Slot::hold_type& held) noexcept {
    if constexpr (requires { slot.origin(held); }) return slot.origin(held);
    else return &slot;
}

}  // namespace detail

}  // namespace interlock
