// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "support/catch.hpp"
#include "support/scratch.hpp"

#include <interlock/interlock.hpp>
#include <interlock/postgres.hpp>
#include <interlock/sqlite.hpp>

#include <cstdint>
#include <cstdlib>
#include <string>

// What the cases of faults have in common: servers that are broken on purpose, and a table of rows that belong
// together.

namespace il = interlock;

struct there : il::database<"there", il::postgres> {};
struct here : il::database<"here", il::sqlite> {};

struct Entry {
    std::int64_t id = 0;
    std::int64_t batch = 0;
};

template <>
struct interlock::model<Entry> {
    using fields =
        il::fields<il::field<&Entry::id, il::primary_key, il::generated>, il::field<&Entry::batch>>;
};

using remote = il::service<il::databases<there>, il::models<Entry>, il::routers<il::route_rest<there>>>;
using local = il::service<il::databases<here>, il::models<Entry>, il::routers<il::route_rest<here>>>;

inline std::string from_environment(const char* name) {
    const char* const value = std::getenv(name);
    if (value == nullptr || *value == '\0') FAIL(name << " is not set: run the tests inside pg-cluster");
    return value;
}

/// With parameters such as `pool_max=2`.
inline std::string with(const std::string& url, const std::string& parameters) {
    return url + (url.find('?') == std::string::npos ? "?" : "&") + parameters;
}

/// The URL of a server by way of another port.
inline std::string by_port(const std::string& url, int port) {
    const std::size_t at = url.find("127.0.0.1:") + 10;
    return url.substr(0, at) + std::to_string(port) + url.substr(url.find('/', at));
}

/// Does something to a server, such as `crash primary`; see support/pg-cluster.
inline void control(const std::string& what) {
    const std::string command = "'" + from_environment("PG_CLUSTER_CTL") + "' ctl " + what;
    REQUIRE(std::system(command.c_str()) == 0);
}

/// A session on the primary, or by way of what answers at another URL; the table is there and empty.
struct remote_session : il::session<remote> {
    explicit remote_session(const std::string& parameters = "pool_check=60000",
                            const std::string& url = from_environment("PG_PRIMARY_URI"))
        : il::session<remote>(il::settings{{"there", with(url, parameters)}}) {
        il::create_tables(*this);
        remove<Entry>().run();
    }
    std::int64_t rows() { return from<Entry>().count(); }
};
