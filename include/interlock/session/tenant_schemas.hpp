// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/url.hpp>
#include <interlock/model/error.hpp>
#include <interlock/model/refusal.hpp>
#include <interlock/routing/database.hpp>
#include <interlock/routing/tenanted.hpp>
#include <interlock/session/arranged.hpp>
#include <interlock/session/executor.hpp>
#include <interlock/session/tenant_databases.hpp>
#include <interlock/session/tenant_schema.hpp>
#include <interlock/session/tenants_together.hpp>

#include <string>
#include <string_view>
#include <utility>

// A PostgreSQL schema for each tenant: all of them have the same connections, and a connection looks names up in the schema
// of the tenant that it was leased for.

namespace interlock {

template <class Db>
struct schema_per_tenant_without_postgres {
    static_assert(
        never<Db>,
        "interlock: a schema for each tenant in a database that may be SQLite: schemas are PostgreSQL's, a file of "
        "SQLite has one; declare the database for il::postgres, or give each tenant a database: il::tenanted<Db>");
};

namespace detail {

template <class Service, class Db>
class tenant_schemas;

/// The connections to the database of all tenants, as they are used for one.
template <class Service, class Db>
class tenant_schema_slot : public slot_among_tenants<Service, tenant_schemas<Service, Db>> {
public:
    const std::string& tenant() const noexcept { return of_.tenant; }

    template <class Operation, class... Args>
    decltype(auto) run(const transaction_hold& held, access how, Args&&... args) {
        return all_->connections_.template run<in_schema<Operation>>(for_it(held), how, of_,
                                                                     std::forward<Args>(args)...);
    }
    template <class Operation, class... Args>
    decltype(auto) keep(const transaction_hold& held, access how, Args&&... args) {
        return all_->connections_.template keep<kept_in_schema<Operation>>(for_it(held), how, of_,
                                                                           std::forward<Args>(args)...);
    }
    template <class Operation, class... Args>
    decltype(auto) ask(Args&&... args) {
        return all_->connections_.template ask<Operation>(std::forward<Args>(args)...);
    }
    template <class How>
    void begin(transaction_hold& hold) {
        hold.whom = &of_.said;
        all_->connections_.template begin<How>(hold,
                                               [&](auto& connection) { enter_schema(connection, of_); });
    }

    /// Makes the schema, if it is missing.
    void make_missing() {
        try {
            run<is_there>({}, access::reads);
        } catch (const no_such_database&) {
            all_->connections_.template run<make_schema>({}, access::writes, of_);
        }
    }

private:
    friend class tenant_schemas<Service, Db>;

    /// Whoever asks, what the thread has open for another tenant is no connection for this one.
    transaction_hold for_it(transaction_hold held) const noexcept {
        held.whom = &of_.said;
        return held;
    }

    using slot_among_tenants<Service, tenant_schemas<Service, Db>>::all_;

    tenant_schema of_;
};

/// All of them, in a session.
template <class Service, class Db>
class tenant_schemas : public tenants_together<Db, tenant_schema_slot<Service, Db>> {
public:
    using slot_type = tenant_schema_slot<Service, Db>;

    void place(url&& where) { this->connections_.place(name_.taken_from(std::move(where))); }

    /// What the queries of a tenant run on. Throws unknown_tenant.
    executor<Service, Db> executor_of(std::string_view name) {
        slot_type& slot = this->tenants_.find(
            Db::alias, name,
            [&](slot_type& s, const std::string& its_name, const std::string&, bool) {
                s.all_ = this;
                s.of_.set(its_name, name_.of(Db::alias, its_name));
            },
            [](slot_type& s) { s.template run<is_there>({}, access::reads); });
        transaction_hold hold;
        hold.why = "the tenant's own schema";
        return executor<Service, Db>(slot, hold);
    }

private:
    friend slot_type;

    friend slot_among_tenants<Service, tenant_schemas>;

    schema_name name_;
};

template <>
inline constexpr bool is_of_tenants<tenanted_as<schema_per_tenant>> = true;
template <class Service, class Db, bool HasSchemas = __is_same(typename Db::backend, postgres)>
struct arranged_by_schemas {
    using type = tenant_schema_slot<Service, Db>;
    using in_session = tenant_schemas<Service, Db>;
};
template <class Service, class Db>
struct arranged_by_schemas<Service, Db, false> : arranged<tenanted_as<database_per_tenant>, Service, Db> {
    static_assert(!refuse<schema_per_tenant_without_postgres<Db>>());
};
template <class Service, class Db>
struct arranged<tenanted_as<schema_per_tenant>, Service, Db> : arranged_by_schemas<Service, Db> {};

}  // namespace detail

}  // namespace interlock
