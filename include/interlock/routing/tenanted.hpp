// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/routing/arrangement.hpp>
#include <interlock/routing/router.hpp>
#include <interlock/routing/routers.hpp>

#include <string_view>

// Models whose rows belong to a tenant each. What a session needs for them comes with <interlock/tenants.hpp>.

namespace interlock {

/// Each tenant has a database of its own, of one URL with {tenant} in it.
struct database_per_tenant {
    static constexpr std::string_view words = "a database for each tenant";
};
/// Each tenant has a schema of its own, all in one PostgreSQL database.
struct schema_per_tenant {
    static constexpr std::string_view words = "a schema for each tenant";
};
/// All tenants are in the same tables, told apart by a column.
struct column_per_tenant {
    static constexpr std::string_view words = "a column for the tenant";
};

namespace detail {

/// How the connections of a database are arranged that has tenants.
template <class Strategy>
struct tenanted_as {
    static constexpr arrangement_info info{arrangement_kind::tenanted, 0, Strategy::words};
};

/// Whether a database is one of a tenant's, where a tenant has to be named first. <interlock/tenants.hpp> says which.
template <class Arrangement>
inline constexpr bool is_of_tenants = false;

template <class Service, class Db>
inline constexpr bool needs_tenant = is_of_tenants<typename Service::template arrangement<Db>>;

}  // namespace detail

/// The rows of all tenants, where they share the tables, for what is done about all of them: `db.on<il::all_tenants<polls>>()
/// .from<Poll>()`. A database as any other, but for its connections, which are those of the tenants.
template <class Db>
struct all_tenants {
    static constexpr auto alias = Db::alias;
    using backend = typename Db::backend;
    using part_of = Db;
};

namespace detail {

template <class Arrangement>
inline constexpr bool is_of_shared_tables = false;

/// Whether all tenants of a database share its tables.
template <class Service, class Db>
inline constexpr bool shares_tables = is_of_shared_tables<typename Service::template arrangement<Db>>;

}  // namespace detail

/// A place whose rows belong to a tenant each, which a program names before it comes to them:
/// `db.tenant("thor").from<Poll>()`. A query on them without that does not compile. It stands where a router takes a
/// database, `il::route_app<"polls", il::tenanted<polls>>`, and as a router that takes every model.
template <class Db, class Strategy = database_per_tenant>
struct tenanted : detail::lives_in<Db> {
    using database = Db;

    template <class D>
    static constexpr auto arrangement() {
        if constexpr (__is_same(D, Db)) return detail::tenanted_as<Strategy>{};
        else return pass;
    }
};

}  // namespace interlock
