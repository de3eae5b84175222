// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/interlock.hpp>
#include <interlock/relations.hpp>
#include <interlock/sqlite.hpp>
#include <interlock/tenants.hpp>
#include <interlock/tracked.hpp>
#if INTERLOCK_TEST_WITH_POSTGRES
#include <interlock/postgres.hpp>
#endif

#include <support/catch.hpp>
#include <support/scratch.hpp>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

// Polls of tenants, and the voters, whom all of them have in common; in every way to keep tenants apart.

namespace il = interlock;

struct Voter {
    std::int64_t id = 0;
    std::string name;
};
struct Poll {
    std::int64_t id = 0;
    std::string question;
    std::int64_t voter = 0;  // who asked
};
struct Choice {
    std::int64_t id = 0;
    std::int64_t poll = 0;
    std::string text;
};

template <>
struct interlock::model<Voter> {
    static constexpr auto app_label = "people";
    using fields = il::fields<il::field<&Voter::id, il::primary_key>, il::field<&Voter::name>>;
};
template <>
struct interlock::model<Poll> {
    static constexpr auto app_label = "polls";
    using fields =
        il::fields<il::field<&Poll::id, il::primary_key, il::generated>, il::field<&Poll::question>,
                   il::field<&Poll::voter, il::soft_references<&Voter::id>>>;
};
template <>
struct interlock::model<Choice> {
    static constexpr auto app_label = "polls";
    using fields = il::fields<il::field<&Choice::id, il::primary_key, il::generated>,
                              il::field<&Choice::poll, il::references<&Poll::id>>, il::field<&Choice::text>>;
};

inline std::string server_url() {
    for (const char* name : {"INTERLOCK_TEST_POSTGRES_URL", "PG_PRIMARY_URI"})
        if (const char* value = std::getenv(name); value != nullptr && *value != '\0') return value;
    FAIL("no PostgreSQL server: set INTERLOCK_TEST_POSTGRES_URL, or run the tests inside pg-cluster");
    return {};
}
/// The URL of another database of the same server.
inline std::string server_url(const std::string& database) {
    const std::string url = server_url();
    const std::size_t query = url.find('?'), slash = url.rfind('/', query);
    return url.substr(0, slash + 1) + database + (query == std::string::npos ? "" : url.substr(query));
}
inline std::string with_parameter(const std::string& url, const std::string& parameter) {
    if (parameter.empty()) return url;
    return url + (url.find('?') == std::string::npos ? "?" : "&") + parameter;
}

struct global : il::database<"global", il::sqlite> {};
template <class Backend>
struct polls : il::database<"polls", Backend> {};

template <class Db, class Strategy>
using site =
    il::service<il::databases<global, Db>, il::models<Voter, Poll, Choice>,
                il::routers<il::route_app<"polls", il::tenanted<Db, Strategy>>, il::route_rest<global>>>;

#if INTERLOCK_TEST_WITH_POSTGRES
struct run_script {
    template <class, class Connection>
    static void run(Connection& c, const std::string& sql) {
        c.execute(sql);
    }
};
/// Runs SQL on a server, behind the library's back.
inline void at_server(const std::string& url, const std::string& sql) {
    struct any : il::database<"any", il::postgres> {};
    il::session<il::service<il::databases<any>, il::models<>, il::routers<>>> once(
        il::settings{{"any", url}});
    once.executor_of<any>().perform<run_script>(sql);
}
#endif

/// A file for each.
struct files {
    using database = polls<il::sqlite>;
    using strategy = il::database_per_tenant;

    std::string url() const { return folder.url("{tenant}.db"); }
    void make(const std::string&) {}  // a file comes with its first connection
    scratch folder;
};
#if INTERLOCK_TEST_WITH_POSTGRES
/// A database of a server for each.
struct server_databases {
    using database = polls<il::postgres>;
    using strategy = il::database_per_tenant;

    server_databases() = default;
    server_databases(const server_databases&) = delete;
    server_databases& operator=(const server_databases&) = delete;
    ~server_databases() {
        for (const std::string& name : made)
            at_server(server_url(), "DROP DATABASE \"" + name + "\" WITH (FORCE)");
    }
    std::string url() const { return server_url("polls_{tenant}"); }
    void make(const std::string& tenant) {
        at_server(server_url(), "CREATE DATABASE \"polls_" + tenant + "\"");
        made.push_back("polls_" + tenant);
    }
    std::vector<std::string> made;
};
/// A schema of one database for each.
struct server_schemas {
    using database = polls<il::postgres>;
    using strategy = il::schema_per_tenant;

    server_schemas() = default;
    server_schemas(const server_schemas&) = delete;
    server_schemas& operator=(const server_schemas&) = delete;
    ~server_schemas() {
        for (const std::string& name : made)
            at_server(server_url(), "DROP SCHEMA IF EXISTS \"" + name + "\" CASCADE");
    }
    std::string url() const { return with_parameter(server_url(), "tenant_schema=polls_{tenant}"); }
    void make(const std::string& tenant) { made.push_back("polls_" + tenant); }  // create_tables() makes it
    std::vector<std::string> made;
};
#define TENANCIES files, server_databases, server_schemas
#else
#define TENANCIES files
#endif

/// A session with tenants, whose tables are there.
template <class Tenancy>
class town {
public:
    using database = typename Tenancy::database;
    using service = site<database, typename Tenancy::strategy>;
    using session = il::session<service>;

    explicit town(const std::vector<std::string>& tenants, const std::string& parameters = {})
        : settings_(il::settings{{"global", "sqlite::memory:"},
                                 {"polls", with_parameter(tenancy_.url(), parameters)}})
        , session_(settings_) {
        il::create_tables(session_);
        for (const std::string& name : tenants) {
            tenancy_.make(name);
            list_.add(name);
        }
        il::tenants_of<database>(session_).come_from(&list_);
        for (const std::string& name : tenants) il::create_tables(session_.tenant(name));
    }

    session& operator*() { return session_; }
    session* operator->() { return &session_; }
    il::tenant_list& list() { return list_; }
    Tenancy& tenancy() { return tenancy_; }
    const il::settings& settings() const { return settings_; }

private:
    Tenancy tenancy_;
    il::tenant_list list_;
    il::settings settings_;
    session session_;
};

#define TENANCY_CASE(sentence) TEMPLATE_TEST_CASE(sentence, "", TENANCIES)

template <class Rows>
std::vector<std::string> questions(const Rows& rows) {
    std::vector<std::string> all;
    for (const Poll& p : rows) all.push_back(p.question);
    return all;
}
