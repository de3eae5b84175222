// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/url.hpp>
#include <interlock/backend/watch.hpp>
#include <interlock/model/error.hpp>
#include <interlock/model/table.hpp>
#include <interlock/model/value_kind.hpp>
#include <interlock/session/known_tenants.hpp>
#include <interlock/session/run_statement.hpp>
#include <interlock/session/tenant_url.hpp>
#include <interlock/sql/statement_text.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace interlock::detail {

/// The schema of one tenant. It stays where it is: connections know whose they were last by its address.
struct tenant_schema {
    std::string tenant, schema;
    statement_place said;  // of statements

    void set(const std::string& of, std::string&& name) {
        tenant = of;
        schema = std::move(name);
        said.tenant = tenant;
    }
};

/// How the schemas of tenants are named: {tenant}, or as the URL's parameter tenant_schema says.
class schema_name {
public:
    /// Takes its parameter out of a URL, which the engine would not know. Throws configuration_error.
    url taken_from(url&& where) {
        const char* const said = where.find("tenant_schema");
        if (said == nullptr) return std::move(where);
        if (std::string_view(said).find("{tenant}") == std::string_view::npos)
            throw configuration_error(
                "the URL's parameter tenant_schema has {tenant} in it, where the name of one goes: all of them would "
                "be in one schema");
        template_ = said;
        return without_parameter(where, "tenant_schema");
    }

    /// Throws unknown_tenant where it would be a schema of PostgreSQL's own, or the one that is there for everybody.
    std::string of(std::string_view alias, const std::string& tenant) const {
        constexpr std::size_t longest = 63;  // bytes of a name in PostgreSQL, which cuts the rest away
        std::string name = of_tenant(template_, tenant);
        if (name == "public" || name == "information_schema" || name.starts_with("pg_"))
            refuse_tenant(alias, tenant);
        if (name.size() > longest)
            throw configuration_error("the name of a tenant's schema has more than 63 bytes");
        return name;
    }

private:
    std::string template_ = "{tenant}";
};

/// Finds the schema and lets names be looked up in it, and nowhere else; the name is a value, and never a part of the text.
struct enter_schema_text {
    static constexpr value_kind kinds[]{value_kind::text};
    static constexpr statement_text text{
        "SELECT set_config('search_path', quote_ident(nspname), false) FROM pg_namespace WHERE nspname = $1",
        kinds, 1, &no_table};
};

/// Lets a connection look names up in the schema of a tenant, where the last one was another's. What is set inside a
/// transaction goes with its rollback: so that is not relied on afterwards. Throws no_such_database.
template <class Connection>
void enter_schema(Connection& c, const tenant_schema& s) {
    if (c.search_path_of == &s) return;
    c.search_path_of = nullptr;
    if (!run_statement(
            c, enter_schema_text::text, [](auto& statement) { return statement.step(); },
            std::string_view(s.schema))) {
        no_such_database e("the tenant has no schema in the database", "3F000");
        e.at_statement(c.alias(), {}, {});
        throw e;
    }
    if (!c.in_transaction()) c.search_path_of = &s;
}

/// An operation in a tenant's schema.
template <class Operation>
struct in_schema {
    template <class Backend, class Connection, class... Args>
    static decltype(auto) run(Connection& c, const tenant_schema& s, Args&&... args) {
        enter_schema(c, s);
        return Operation::template run<Backend>(c, std::forward<Args>(args)...);
    }
};
/// The same of one that keeps its connection.
template <class Operation>
struct kept_in_schema {
    template <class Backend, class Lease, class... Args>
    static decltype(auto) run(Lease leased, const tenant_schema& s, Args&&... args) {
        enter_schema(*leased, s);
        return Operation::template run<Backend>(std::move(leased), std::forward<Args>(args)...);
    }
};

struct make_schema {
    template <class Backend, class Connection>
    static void run(Connection& c, const tenant_schema& s) {
        std::string sql = "CREATE SCHEMA IF NOT EXISTS \"";
        for (const char letter : s.schema) sql.append(letter == '"' ? 2 : 1, letter);
        try {
            c.execute(sql += '"');
        } catch (const error& e) {  // what IF NOT EXISTS says where somebody else makes it at the same time
            if (e.code() != "23505" && e.code() != "42P06") throw;
        }
    }
};

}  // namespace interlock::detail
