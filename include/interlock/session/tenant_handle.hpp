// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/refusal.hpp>
#include <interlock/routing/refusals.hpp>
#include <interlock/routing/service.hpp>
#include <interlock/routing/tenanted.hpp>
#include <interlock/session/create_tables.hpp>
#include <interlock/session/executor.hpp>
#include <interlock/session/routed_operations.hpp>
#include <interlock/session/session.hpp>
#include <interlock/session/tenant_name.hpp>
#include <interlock/session/tenant_scope.hpp>
#include <interlock/session/tenant_source.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace interlock {

template <class Db, class Service>
struct tenants_of_a_database_without {
    static_assert(
        never<Db>,
        "interlock: the tenants of a database that has none: no router of the service arranges it by "
        "tenants; name the database of an il::tenanted<Db>");
};

template <class Service, class... Named>
struct not_by_a_tenants_handle {
    static_assert(
        never<Service>,
        "interlock: in(), reading() or following() by the handle of a tenant: a tenant's rows have one place, "
        "without copies, so that there is nothing to choose; ask by the handle alone, and for what all tenants have in "
        "common by the session");
};

template <class Db, class Service>
struct all_tenants_by_one_of_them {
    static_assert(
        never<Db>,
        "interlock: all tenants asked by the session of one of them: it reaches that tenant's rows alone, so that who "
        "is given it reaches no others; ask the session itself, db.on<il::all_tenants<database>>()");
};

namespace detail {

template <class Db>
inline constexpr bool is_all_tenants = false;
template <class Db>
inline constexpr bool is_all_tenants<all_tenants<Db>> = true;

/// In the place of those that were refused.
class refused_tenants {
public:
    void come_from(tenant_source*) noexcept {}
    std::vector<std::string> names() const { return {}; }
    void forget(std::string_view) {}
};
inline refused_tenants& no_tenants() {
    static refused_tenants none;
    return none;
}

/// What queries of one tenant run on, in one of the databases of a service; nothing for one without tenants.
template <class Service, class Db, bool NeedsTenant = needs_tenant<Service, Db>>
struct tenant_part {
    tenant_part(service_slots<Service>&, std::string_view) noexcept {}
};
template <class Service, class Db>
struct tenant_part<Service, Db, true> {
    executor<Service, Db> runs_on;

    tenant_part(service_slots<Service>& slots, std::string_view name)
        : runs_on(static_cast<session_slot_of<Service, Db>&>(slots).executor_of(name)) {}
};

}  // namespace detail

/// A session as one tenant has it: `auto thor = db.tenant("thor"); thor.from<Poll>()...`. It does what a session does:
/// models of tenants are those of this one, in each database that has tenants; the others are routed as usual.
///
/// It is a value, for any number of threads. A query that was made by it is the tenant's wherever it is run; neither may
/// be used after the session.
template <class Service>
class tenant_handle;

template <class... Dbs, class Models, class Routers, class Profile>
class tenant_handle<service<databases<Dbs...>, Models, Routers, Profile>>
    : public routed_operations<tenant_handle<service<databases<Dbs...>, Models, Routers, Profile>>,
                               service<databases<Dbs...>, Models, Routers, Profile>>,
      detail::tenant_part<service<databases<Dbs...>, Models, Routers, Profile>, Dbs>... {
public:
    using service_type = service<databases<Dbs...>, Models, Routers, Profile>;
    static constexpr bool names_tenant = true;

    /// Of a session: its tenant() makes it. Throws unknown_tenant, and where it looks for the tenant's database what
    /// opening that throws.
    tenant_handle(detail::service_slots<service_type>& slots, std::string_view name)
        : detail::tenant_part<service_type, Dbs>(slots, name)..., slots_(&slots), name_(tenant_name(name)) {
        if constexpr (!(detail::needs_tenant<service_type, Dbs> || ...))
            (void)detail::refuse<tenants_are_not_included<service_type>>();
    }
    /// The tenant that the thread is in.
    explicit tenant_handle(detail::service_slots<service_type>& slots)
        : tenant_handle(slots, current_tenant()) {}

    /// In lower case.
    const std::string& name() const noexcept { return name_; }

    /// What a session has and a tenant has not: each is the compile error.
    template <class... Some>
    tenant_handle in(std::string_view) const {
        (void)detail::refuse<not_by_a_tenants_handle<service_type, Some...>>();
        return *this;
    }
    template <class S = service_type>
    tenant_handle reading() const {
        return in<S>({});
    }
    template <class OwnWrites>
    tenant_handle following(const OwnWrites&) const {
        return in<OwnWrites>({});
    }

    /// What queries on a database run on; for code that extends the library.
    template <class Db>
    executor<service_type, Db> executor_of() const {
        if constexpr (!detail::require_listed<Db, service_type>())
            return executor<service_type, Db>(detail::no_slot<service_type, Db>());
        else if constexpr (detail::is_all_tenants<Db>) {
            (void)detail::refuse<all_tenants_by_one_of_them<Db, service_type>>();
            return executor<service_type, Db>(detail::no_slot<service_type, Db>());
        } else if constexpr (detail::needs_tenant<service_type, Db>)
            return detail::tenant_part<service_type, Db>::runs_on;
        else return executor<service_type, Db>(detail::slot_in<service_type, Db>(*slots_));
    }

private:
    detail::service_slots<service_type>* slots_;
    std::string name_;
};

/// Makes the tables and indexes that are missing, in each database of the tenant that the service writes; and where it has
/// schemas, its schema.
template <class... Dbs, class Models, class Routers, class Profile>
void create_tables(const tenant_handle<service<databases<Dbs...>, Models, Routers, Profile>>& tenant) {
    using S = service<databases<Dbs...>, Models, Routers, Profile>;
    const auto make = [&]<class Db>(const Db*) {
        if constexpr (!S::template may_write<Db>) return;
        else if constexpr (detail::shares_tables<S, Db>)
            detail::create_shared_tables<S, Db>(
                tenant.template executor_of<Db>().template beside<all_tenants<Db>>());
        else if constexpr (detail::needs_tenant<S, Db>) {
            const auto e = tenant.template executor_of<Db>();
            if constexpr (requires { e.slot().make_missing(); }) e.slot().make_missing();
            e.template perform<detail::make_tables_of<S, Db>>();
        }
    };
    (make(static_cast<const Dbs*>(nullptr)), ...);
}

/// The tenants of a database that a session knows: which there are, and what is forgotten of them.
///
///     il::tenants_of<polls>(db).come_from(&list);    // or nullptr: those whose database is there
///     il::tenants_of<polls>(db).names();             // of the source; without one, those that were met
///     il::tenants_of<polls>(db).forget("thor");      // the next db.tenant("thor") asks again whether there is one
template <class Db, class Service>
auto& tenants_of(session<Service>& db) {
    if constexpr (detail::needs_tenant<Service, Db>) return db.template connections_of<Db>();
    else {
        (void)detail::refuse<tenants_of_a_database_without<Db, Service>>();
        return detail::no_tenants();
    }
}

}  // namespace interlock
