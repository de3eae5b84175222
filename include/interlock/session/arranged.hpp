// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/refusal.hpp>
#include <interlock/routing/router.hpp>
#include <interlock/session/connection_slot.hpp>

namespace interlock {

template <class Arrangement>
struct arrangement_that_is_not_included {
    static_assert(
        never<Arrangement>,
        "interlock: a router that arranges its database by a header that is not included: it is no part of "
        "interlock.hpp; il::replicated and il::read_write need <interlock/replicas.hpp>, il::tenanted "
        "<interlock/tenants.hpp>");
};

namespace detail {

/// On what terms a service opens a database.
template <class Service, class Db>
inline constexpr terms terms_of{!Service::template may_write<Db>, Service::only_test_databases};

/// In the place of an arrangement that was refused.
template <class Db, bool Refused = false>
struct refused_slot : connection_slot<Db, typename Db::backend, false> {
    template <class Part>
    static auto& part() {
        static refused_slot<Part> none;
        return none;
    }
};

/// The place of a database in a session, as a service arranges it: a single one, unless a router says otherwise. Another
/// arrangement has a specialisation, whose `type` does what a connection_slot does. Where there are several of that, such
/// as one for each tenant, `in_session` is what has them.
template <class Arrangement, class Service, class Db>
struct arranged {
    using type = refused_slot<Db, refuse<arrangement_that_is_not_included<Arrangement>>()>;
};
template <class Service, class Db>
struct arranged<pass_t, Service, Db> {
    using type = connection_slot<Db>;
};
template <class Service, class Db>
using arranged_in = arranged<typename Service::template arrangement<Db>, Service, Db>;
template <class Service, class Db>
using slot_of = typename arranged_in<Service, Db>::type;

template <class Arranged>
struct kept_in_session {
    using type = typename Arranged::type;
};
template <class Arranged>
    requires requires { typename Arranged::in_session; }
struct kept_in_session<Arranged> {
    using type = typename Arranged::in_session;
};
template <class Service, class Db>
using session_slot_of = typename kept_in_session<arranged_in<Service, Db>>::type;

/// In the place of a slot that there is not, once that was refused: so that no second error follows.
template <class Slot>
union unmade {
    char nothing = 0;
    Slot slot;
    unmade() {}
    ~unmade() {}
};
template <class Service, class Db>
slot_of<Service, Db>& no_slot() {
    static unmade<slot_of<Service, Db>> none;
    return none.slot;
}

}  // namespace detail

}  // namespace interlock
