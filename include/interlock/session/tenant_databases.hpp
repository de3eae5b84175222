// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/table_list.hpp>
#include <interlock/backend/url.hpp>
#include <interlock/backend/watch.hpp>
#include <interlock/model/error.hpp>
#include <interlock/routing/tenanted.hpp>
#include <interlock/session/arranged.hpp>
#include <interlock/session/executor.hpp>
#include <interlock/session/known_tenants.hpp>
#include <interlock/session/pool_budget.hpp>
#include <interlock/session/pool_metrics.hpp>
#include <interlock/session/pool_settings.hpp>
#include <interlock/session/tenant_source.hpp>
#include <interlock/session/tenant_url.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// A database for each tenant: connections of its own, to be found by its name.

namespace interlock::detail {

template <class Service, class Db>
class tenant_databases;

/// The connections to the database of one tenant.
template <class Service, class Db>
class tenant_database : public connection_slot<Db> {
public:
    service_slots<Service>& session_slots() const noexcept { return *session_; }
    const std::string& tenant() const noexcept { return name_; }

private:
    friend class tenant_databases<Service, Db>;

    service_slots<Service>* session_ = nullptr;
    std::string name_;
};

/// What a check finds out is that there is a connection.
struct is_there {
    template <class Backend, class Connection>
    static void run(Connection&) noexcept {}
};

/// All of them, in a session.
template <class Service, class Db>
class tenant_databases {
public:
    using slot_type = tenant_database<Service, Db>;

    static bool speaks(std::string_view scheme) noexcept { return connection_slot<Db>::speaks(scheme); }
    static std::string schemes() { return connection_slot<Db>::schemes(); }
    void place(url&& where) {
        constexpr std::int64_t unless_said = 50;  // a server takes 100, unless it is told otherwise
        const std::int64_t total = pool_settings::read(where).total;
        budget_.set(total == 0 ? unless_said : total);
        url_.set(std::move(where));
    }
    void describe(const table_list* tables) noexcept { tables_ = tables; }

    pool_metrics metrics() {
        pool_metrics all;
        tenants_.each([&](slot_type& s) { all += s.metrics(); });
        return all;
    }
    std::int64_t close_idle() {
        std::int64_t closed = 0;
        tenants_.each([&](slot_type& s) { closed += s.close_idle(); });
        return closed;
    }
    std::int64_t query_count() {
        std::int64_t count = 0;
        tenants_.each([&](slot_type& s) { count += s.query_count(); });
        return count;
    }
    void watch(statement_hook* hook) {
        tenants_.each_and_all_to_come([&](slot_type& s) { s.watch(hook); }, [&] { hook_ = hook; });
    }

    /// What the queries of a tenant run on. Throws unknown_tenant.
    executor<Service, Db> executor_of(std::string_view name) {
        slot_type& slot = tenants_.find(
            Db::alias, name,
            [&](slot_type& s, const std::string& its_name, const std::string& its_url, bool is_listed) {
                try {
                    fit_out(s, its_name, url_.of(Db::alias, its_name, its_url, is_listed));
                } catch (configuration_error& e) {
                    e.at_tenant(its_name).at_statement(Db::alias, {}, {});
                    throw;
                }
            },
            [](slot_type& s) { s.template run<is_there>({}, access::reads); });
        transaction_hold hold;
        hold.why = "the tenant's own database";
        return executor<Service, Db>(slot, hold);
    }
    void come_from(tenant_source* source) noexcept { tenants_.come_from(source); }
    std::vector<std::string> names() const { return tenants_.names(); }
    void forget(std::string_view name) {
        if (slot_type* const slot = tenants_.forget(name)) slot->close_unleased();
    }

private:
    void fit_out(slot_type& s, const std::string& name, url&& where) {
        s.session_ = static_cast<service_slots<Service>*>(this);
        s.name_ = name;
        statement_place said;
        said.tenant = s.name_;
        s.place_statements(said);
        s.place(std::move(where));
        s.share(budget_);
        if (tables_ != nullptr) s.describe(tables_);
        s.watch(hook_);
    }

    tenant_url url_;
    pool_budget budget_;
    const table_list* tables_ = nullptr;
    statement_hook* hook_ = nullptr;
    known_tenants<slot_type> tenants_;
};

template <>
inline constexpr bool is_of_tenants<tenanted_as<database_per_tenant>> = true;
template <class Service, class Db>
struct arranged<tenanted_as<database_per_tenant>, Service, Db> {
    using type = tenant_database<Service, Db>;
    using in_session = tenant_databases<Service, Db>;
};

}  // namespace interlock::detail
