// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/table_list.hpp>
#include <interlock/backend/url.hpp>
#include <interlock/backend/watch.hpp>
#include <interlock/model/error.hpp>
#include <interlock/model/refusal.hpp>
#include <interlock/routing/database.hpp>
#include <interlock/routing/tenanted.hpp>
#include <interlock/session/connection_slot.hpp>
#include <interlock/session/executor.hpp>
#include <interlock/session/known_tenants.hpp>
#include <interlock/session/pool_metrics.hpp>
#include <interlock/session/tenant_databases.hpp>
#include <interlock/session/tenant_schema.hpp>
#include <interlock/session/tenant_source.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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
class tenant_schema_slot {
public:
    using hold_type = transaction_hold;

    service_slots<Service>& session_slots() const noexcept {
        return static_cast<service_slots<Service>&>(*all_);
    }
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
    void commit(const transaction_hold& held) { all_->connections_.commit(held); }
    void rollback(const transaction_hold& held) noexcept { all_->connections_.rollback(held); }

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

    tenant_schemas<Service, Db>* all_ = nullptr;
    tenant_schema of_;
};

/// All of them, in a session.
template <class Service, class Db>
class tenant_schemas {
public:
    using slot_type = tenant_schema_slot<Service, Db>;

    static bool speaks(std::string_view scheme) noexcept { return connection_slot<Db>::speaks(scheme); }
    static std::string schemes() { return connection_slot<Db>::schemes(); }
    void place(url&& where) { connections_.place(name_.taken_from(std::move(where))); }
    void describe(const table_list* tables) noexcept { connections_.describe(tables); }

    pool_metrics metrics() { return connections_.metrics(); }
    std::int64_t close_idle() { return connections_.close_idle(); }
    std::int64_t query_count() { return connections_.query_count(); }
    void watch(statement_hook* hook) { connections_.watch(hook); }

    /// What the queries of a tenant run on. Throws unknown_tenant.
    executor<Service, Db> executor_of(std::string_view name) {
        slot_type& slot = tenants_.find(
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
    void come_from(tenant_source* source) noexcept { tenants_.come_from(source); }
    std::vector<std::string> names() const { return tenants_.names(); }
    void forget(std::string_view name) { (void)tenants_.forget(name); }

private:
    friend slot_type;

    schema_name name_;
    connection_slot<Db> connections_;
    known_tenants<slot_type> tenants_;
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
