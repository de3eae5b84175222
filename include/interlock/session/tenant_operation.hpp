// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/bulk.hpp>
#include <interlock/backend/watch.hpp>
#include <interlock/model/refusal.hpp>
#include <interlock/session/lease.hpp>
#include <interlock/session/statement_report.hpp>
#include <interlock/session/tenant_connection.hpp>
#include <interlock/session/upsert_of_tenant.hpp>
#include <interlock/session/values_text.hpp>
#include <interlock/sql/tenant_text.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

// An operation as a tenant runs it, where all tenants share the tables.

namespace interlock {

template <class Backend>
struct pipeline_of_a_tenant {
    static_assert(
        never<Backend>,
        "interlock: a pipeline of a tenant whose tables all tenants share: its statements would not have the tenant's "
        "key; run them one by one, or many rows by insert_many() and update_many()");
};

namespace detail {

struct open_queue;

/// The words in which row-level security is told of all tenants. No tenant's name.
inline constexpr std::string_view for_every_tenant_name = "*";

/// Tells a connection whose rows an operation is about.
template <class Connection>
void tell_tenant(Connection& c, std::string_view name) {
    if constexpr (requires { c.be_tenant(name); })
        if (!c.is_tenant(name)) reported(c, "SET interlock.tenant", [&] { c.be_tenant(name); });
}

template <class Operation>
struct for_tenant {
    template <class Backend, class Connection, class... Args>
    static decltype(auto) run(Connection& c, const tenant_of_connection& tenant, Args&&... args) {
        tell_tenant(c, tenant.key.name);
        connection_of_tenant<Connection> own(c, tenant);
        const auto run = [&]() -> decltype(auto) {
            return Operation::template run<as_tenant<Backend>>(own, std::forward<Args>(args)...);
        };
        if constexpr (may_meet_others<Operation> && requires { c.be_tenant(tenant.key.name); })
            return unless_of_others(c, run);
        else return run();
    }
    template <class Backend, class Connection, class... Args>
    static decltype(auto) run(lease<Connection>&& leased, const tenant_of_connection& tenant,
                              Args&&... args) {
        tell_tenant(*leased, tenant.key.name);
        return Operation::template run<as_tenant<Backend>>(
            lease_of_tenant<Connection>(std::move(leased), tenant), std::forward<Args>(args)...);
    }
    template <class Backend, class... Args>
    static decltype(auto) run(const tenant_value&, Args&&... args) {
        return Operation::template run<as_tenant<Backend>>(std::forward<Args>(args)...);
    }
};

/// The values, with the tenant's key where the text has it.
template <class Shape>
struct for_tenant<values_of<Shape>> {
    template <class Backend, class Query>
    static std::vector<std::string> run(const tenant_value& key, const Query& query) {
        std::vector<std::string> texts = values_of<Shape>::template run<Backend>(query);
        decltype(auto) text = text_for<as_tenant<Backend>, Shape>(query);
        if (text.of_tenant)
            texts.insert(texts.begin(), text.parameters[0] == value_kind::text
                                            ? value_text(std::string_view(key.name))
                                            : value_text(key.number));
        return texts;
    }
};

template <>
struct for_tenant<open_queue> {
    template <class Backend, class... Args>
    static decltype(nullptr) run(Args&&...) {
        (void)refuse<pipeline_of_a_tenant<Backend>>();
        return nullptr;
    }
};

template <class Operation>
struct for_every_tenant {
    template <class Backend, class Connection, class... Args>
    static decltype(auto) run(Connection& c, Args&&... args) {
        tell_tenant(c, for_every_tenant_name);
        return Operation::template run<Backend>(c, std::forward<Args>(args)...);
    }
    template <class Backend, class Connection, class... Args>
    static decltype(auto) run(lease<Connection>&& leased, Args&&... args) {
        tell_tenant(*leased, for_every_tenant_name);
        return Operation::template run<Backend>(std::move(leased), std::forward<Args>(args)...);
    }
};

}  // namespace detail

/// A COPY has no place for a key, and none for row-level security.
template <class Backend, class M>
struct bulk_insert<as_tenant<Backend>, M> {
    template <class Connection, class Range>
    static std::int64_t run(Connection& connection, Range& rows) {
        return detail::insert_in_blocks<as_tenant<Backend>, M, Connection>::run(connection, rows);
    }
};

}  // namespace interlock
