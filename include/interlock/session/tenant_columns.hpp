// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/url.hpp>
#include <interlock/backend/watch.hpp>
#include <interlock/model/error.hpp>
#include <interlock/model/refusal.hpp>
#include <interlock/routing/tenanted.hpp>
#include <interlock/session/arranged.hpp>
#include <interlock/session/executor.hpp>
#include <interlock/session/pool_metrics.hpp>
#include <interlock/session/tenant_connection.hpp>
#include <interlock/session/tenant_operation.hpp>
#include <interlock/session/tenant_tables.hpp>
#include <interlock/session/tenant_value.hpp>
#include <interlock/session/tenants_together.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

// Tables that all tenants share: one set of connections, and the key of each tenant, with which every statement is written.

namespace interlock {

template <class Db, class Service>
struct all_tenants_without_shared_tables {
    static_assert(
        never<Db>,
        "interlock: all tenants at once, who do not share tables: each has a database or a schema of its own, and no "
        "statement reaches two of them; ask each tenant, or arrange the database as "
        "il::tenanted<Db, il::column_per_tenant>");
};

namespace detail {

template <class Service, class Db>
class tenant_columns;

/// The connections as one tenant has them: each operation comes to a connection_of_tenant, in the words of
/// as_tenant<Backend>.
template <class Service, class Db>
class tenant_column : public slot_among_tenants<Service, tenant_columns<Service, Db>> {
public:
    static constexpr bool gives_tenant_key = true;

    const std::string& tenant() const noexcept { return own_.key.name; }

    template <class Operation, class... Args>
    decltype(auto) run(const transaction_hold& held, access how, Args&&... args) {
        return all_->connections_.template run<for_tenant<Operation>>(held, how, own_,
                                                                      std::forward<Args>(args)...);
    }
    template <class Operation, class... Args>
    decltype(auto) keep(const transaction_hold& held, access how, Args&&... args) {
        return all_->connections_.template keep<for_tenant<Operation>>(held, how, own_,
                                                                       std::forward<Args>(args)...);
    }
    template <class Operation, class... Args>
    decltype(auto) ask(Args&&... args) {
        return all_->connections_.template ask<for_tenant<Operation>>(own_.key, std::forward<Args>(args)...);
    }

    template <class How>
    void begin(transaction_hold& hold) {
        all_->connections_.template begin<How>(
            hold, [&](auto& connection) { tell_tenant(connection, own_.key.name); });
    }

private:
    friend class tenant_columns<Service, Db>;

    using slot_among_tenants<Service, tenant_columns<Service, Db>>::all_;

    tenant_of_connection own_;
    statement_place said_;  // of statements
};

/// The same of all tenants, as any database has its own.
template <class Service, class Db>
class every_tenant : public slot_among_tenants<Service, tenant_columns<Service, Db>> {
public:
    template <class Operation, class... Args>
    decltype(auto) run(const transaction_hold& held, access how, Args&&... args) {
        return all_->connections_.template run<for_every_tenant<Operation>>(held, how,
                                                                            std::forward<Args>(args)...);
    }
    template <class Operation, class... Args>
    decltype(auto) keep(const transaction_hold& held, access how, Args&&... args) {
        return all_->connections_.template keep<for_every_tenant<Operation>>(held, how,
                                                                             std::forward<Args>(args)...);
    }
    template <class Operation, class... Args>
    decltype(auto) ask(Args&&... args) {
        return all_->connections_.template ask<Operation>(std::forward<Args>(args)...);
    }

    template <class How>
    void begin(transaction_hold& hold) {
        all_->connections_.template begin<How>(
            hold, [](auto& connection) { tell_tenant(connection, for_every_tenant_name); });
    }

    pool_metrics metrics() { return all_->metrics(); }
    std::int64_t close_idle() { return all_->close_idle(); }
    std::int64_t query_count() { return all_->query_count(); }
    void watch(statement_hook* hook) { all_->watch(hook); }

private:
    friend class tenant_columns<Service, Db>;

    using slot_among_tenants<Service, tenant_columns<Service, Db>>::all_;
};

/// All of them, in a session.
template <class Service, class Db>
class tenant_columns : public tenants_together<Db, tenant_column<Service, Db>> {
public:
    using slot_type = tenant_column<Service, Db>;
    static_assert(tenant_tables<Service, Db>::hold());

    tenant_columns() { every_.all_ = this; }

    void place(url&& where) { this->connections_.place(std::move(where)); }

    /// What the queries of a tenant run on. Throws unknown_tenant.
    executor<Service, Db> executor_of(std::string_view name) {
        slot_type& slot = this->tenants_.find(
            Db::alias, name,
            [&](slot_type& s, const std::string& its_name, const std::string&, bool) {
                fit_out(s, its_name);
            },
            [](slot_type&) {
                configuration_error e(
                    "nobody says which tenants there are, and a table that all share does not: "
                    "il::tenants_of<database>(db).come_from(source)");
                e.at_statement(Db::alias, {}, {});
                throw e;
            });
        transaction_hold hold;
        hold.why = "the tenant's rows in the tables of all";
        hold.whom = &slot.said_;
        return executor<Service, Db>(slot, hold);
    }

    template <class Part>
    every_tenant<Service, Db>& part() noexcept {
        return every_;
    }

private:
    friend slot_type;
    friend every_tenant<Service, Db>;
    friend slot_among_tenants<Service, tenant_columns>;

    void fit_out(slot_type& s, const std::string& name) {
        s.all_ = this;
        s.own_.key.name = name;
        s.own_.uncovered = &tenant_tables<Service, Db>::uncovered;
        s.own_.covered = &covered_;
        s.said_.tenant = s.own_.key.name;
        if (tenant_tables<Service, Db>::kind != value_kind::text &&
            (!s.own_.key.read_number() || !tenant_tables<Service, Db>::hold_number(s.own_.key.number)))
            refuse_tenant(Db::alias, name);
    }

    every_tenant<Service, Db> every_;
    shared_value<bool> covered_;
};

template <>
inline constexpr bool is_of_tenants<tenanted_as<column_per_tenant>> = true;
template <>
inline constexpr bool is_of_shared_tables<tenanted_as<column_per_tenant>> = true;
template <class Service, class Db>
struct arranged<tenanted_as<column_per_tenant>, Service, Db> {
    using type = tenant_column<Service, Db>;
    using in_session = tenant_columns<Service, Db>;
};
template <class Service, class Db>
struct arranged<pass_t, Service, all_tenants<Db>> {
    static constexpr auto find() {
        if constexpr (shares_tables<Service, Db>) return static_cast<every_tenant<Service, Db>*>(nullptr);
        else {
            (void)refuse<all_tenants_without_shared_tables<Db, Service>>();
            return static_cast<connection_slot<Db>*>(nullptr);
        }
    }
    using type = std::remove_pointer_t<decltype(find())>;
};

}  // namespace detail

}  // namespace interlock
