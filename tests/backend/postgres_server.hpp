// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "support/catch.hpp"

#include <interlock/backend/postgres/connection.hpp>

#include <cstdlib>
#include <deque>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

// What the tests of the PostgreSQL backend share: the server that the environment names, and statements.
namespace postgres_test {

using interlock::value_kind;

inline std::string server_url() {
    for (const char* name : {"INTERLOCK_TEST_POSTGRES_URL", "PG_PRIMARY_URI"})
        if (const char* value = std::getenv(name); value != nullptr && *value != '\0') return value;
    FAIL("no PostgreSQL server: set INTERLOCK_TEST_POSTGRES_URL, or run the tests inside pg-cluster");
    return {};
}

inline std::string with_parameter(std::string url, const std::string& parameter) {
    return url + (url.find('?') == std::string::npos ? "?" : "&") + parameter;
}

/// Connections find statements by the address of their text, so the texts of a test stay for ever.
inline const interlock::statement_text& text(std::string_view sql,
                                             std::initializer_list<value_kind> kinds = {},
                                             const interlock::table_info* table = nullptr) {
    struct kept {
        std::string sql;
        std::vector<value_kind> kinds;
        interlock::statement_text text;
    };
    static std::deque<kept> all;
    for (const kept& k : all)
        if (k.sql == sql && k.kinds == std::vector<value_kind>(kinds) && k.text.table == table) return k.text;
    kept& k = all.emplace_back(kept{std::string(sql), kinds, {}});
    k.text = {k.sql, k.kinds.data(), k.kinds.size(), table, false};
    return k.text;
}

/// The step is not inside a macro, so that its errors come out.
inline void require_row(interlock::postgres_statement& s) {
    const bool row = s.step();
    REQUIRE(row);
}

/// A connection whose tables are temporary: gone with it.
struct server {
    explicit server(const std::string& parameter = {})
        : connection("main",
                     interlock::url::parse(parameter.empty() ? server_url()
                                                             : with_parameter(server_url(), parameter))) {}

    interlock::postgres_statement& prepare(std::string_view sql,
                                           std::initializer_list<value_kind> kinds = {}) {
        return connection.prepare(text(sql, kinds));
    }
    void execute(const std::string& script) { connection.execute(script); }

    std::int64_t integer(std::string_view sql) {
        interlock::postgres_statement& s = prepare(sql);
        require_row(s);
        const std::int64_t value = s.value(0).integer();
        s.reset();
        return value;
    }
    std::string string(std::string_view sql) {
        interlock::postgres_statement& s = prepare(sql);
        require_row(s);
        std::string value(s.value(0).text());
        s.reset();
        return value;
    }
    void end_session_of(server& other) {
        const std::int64_t pid = other.integer("SELECT pg_backend_pid()");
        interlock::postgres_statement& s =
            prepare("SELECT pg_terminate_backend($1::int, 5000)", {value_kind::int64});
        s.bind(0, pid);
        REQUIRE(s.step());
        s.reset();
    }

    interlock::postgres_connection connection;
};

/// The error that a call throws, of exactly this class; by value, to look at its parts.
template <class Error, class Function>
Error thrown_by(Function f) {
    try {
        f();
    } catch (const Error& e) {
        if (typeid(e) == typeid(Error)) return e;
        FAIL("another class of error: " << typeid(e).name() << ": " << e.what());
    } catch (const std::exception& e) {
        FAIL("another error: " << typeid(e).name() << ": " << e.what());
    }
    FAIL("nothing was thrown");
    throw 0;
}

}  // namespace postgres_test
