// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/table_list.hpp>
#include <interlock/backend/watch.hpp>
#include <interlock/session/arranged.hpp>
#include <interlock/session/executor.hpp>
#include <interlock/session/known_tenants.hpp>
#include <interlock/session/pool_metrics.hpp>
#include <interlock/session/tenant_source.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// Tenants who have one set of connections together, in a session: by a schema of each, or by a column.

namespace interlock::detail {

/// The connections, and a Slot for each tenant.
template <class Db, class Slot>
class tenants_together {
public:
    using slot_type = Slot;

    static bool speaks(std::string_view scheme) noexcept { return connection_slot<Db>::speaks(scheme); }
    static std::string schemes() { return connection_slot<Db>::schemes(); }
    void describe(const table_list* tables) noexcept { connections_.describe(tables); }

    pool_metrics metrics() { return connections_.metrics(); }
    std::int64_t close_idle() { return connections_.close_idle(); }
    std::int64_t query_count() { return connections_.query_count(); }
    void watch(statement_hook* hook) { connections_.watch(hook); }

    void come_from(tenant_source* source) noexcept { tenants_.come_from(source); }
    std::vector<std::string> names() const { return tenants_.names(); }
    void forget(std::string_view name) { (void)tenants_.forget(name); }

protected:
    connection_slot<Db> connections_;
    known_tenants<Slot> tenants_;
};

/// What the slots of such tenants have in common, in All of a session, who sets it.
template <class Service, class All>
class slot_among_tenants {
public:
    using hold_type = transaction_hold;

    service_slots<Service>& session_slots() const noexcept {
        return static_cast<service_slots<Service>&>(*all_);
    }
    void commit(const transaction_hold& held) { all_->connections_.commit(held); }
    void rollback(const transaction_hold& held) noexcept { all_->connections_.rollback(held); }

protected:
    All* all_ = nullptr;
};

}  // namespace interlock::detail
