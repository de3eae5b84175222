// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/postgres/adapter.hpp>
#include <interlock/backend/postgres/errors.hpp>
#include <interlock/backend/test_database.hpp>
#include <interlock/backend/url.hpp>
#include <interlock/model/error.hpp>

#include <libpq-fe.h>
#include <time.h>

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

namespace interlock::postgres_detail {

constexpr bool is_postgres(std::string_view scheme) { return scheme == "postgresql" || scheme == "postgres"; }

/// The parameters of a postgresql: URL that are the library's own and that libpq must not see.
struct postgres_options {
    bool prepared = true;       // prepared=off: for a pooler that cannot keep prepared statements
    std::string settings = {};  // for libpq's `options`: statement_timeout=ms, lock_timeout=ms, and read-only

    static bool own(std::string_view name) {
        return name == "prepared" || is_timeout(name) || url::is_of_pool(name);
    }

    static postgres_options read(std::string_view alias, const url& where) {
        postgres_options options;
        for (const auto& [name, value] : where.parameters()) {
            if (name == "prepared") {
                if (value != "on" && value != "off")
                    throw_at<configuration_error>({alias, {}, {}},
                                                  "the URL's parameter 'prepared' is on or off");
                options.prepared = value == "on";
            } else if (is_timeout(name)) {
                if (value.empty() || value.size() > 9 ||
                    value.find_first_not_of("0123456789") != std::string::npos)
                    throw_at<configuration_error>({alias, {}, {}}, "the URL's parameter '" +
                                                                       std::string(name) +
                                                                       "' is a number of milliseconds");
                options.set(name, value);
            }
        }
        if (where.on_terms().only_reads) options.set("default_transaction_read_only", "on");
        return options;
    }

private:
    void set(std::string_view name, std::string_view value) {
        settings.append(settings.empty() ? "-c " : " -c ").append(name).append("=").append(value);
    }
    static bool is_timeout(std::string_view name) {
        return name == "statement_timeout" || name == "lock_timeout";
    }
};

/// The URL as libpq takes it, with the parameters that are its own.
inline std::string libpq_url(const url& where) {
    std::string text = where.scheme() + ":" + where.location();
    const std::size_t query = where.text().find('?');
    std::string_view rest;
    if (query != std::string::npos) rest = std::string_view(where.text()).substr(query + 1);
    char separator = '?';
    while (!rest.empty()) {
        const std::string_view one = rest.substr(0, rest.find('&'));
        rest.remove_prefix(one.size() == rest.size() ? one.size() : one.size() + 1);
        if (postgres_options::own(url::decoded(one.substr(0, one.find('='))))) continue;
        text += separator;
        text += one;
        separator = '&';
    }
    return text;
}

struct free_options {
    void operator()(PQconninfoOption* options) const noexcept { PQconninfoFree(options); }
};
using option_list = std::unique_ptr<PQconninfoOption, free_options>;

inline std::int64_t milliseconds() noexcept {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<std::int64_t>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
}

inline std::string_view option(const PQconninfoOption* options, std::string_view keyword) {
    for (; options != nullptr && options->keyword != nullptr; ++options)
        if (options->keyword == keyword) return options->val == nullptr ? std::string_view() : options->val;
    return {};
}

/// Lets libpq read the URL. Its complaints quote the URL or parts of it, and in a URL that is not as it
/// should be any part may belong to the password: so none of them is repeated.
inline option_list read_options(const error_place& place, const url& where, const std::string& text) {
    const std::size_t query = where.text().find('?');
    if (query != std::string::npos && where.text().find('@', query) != std::string::npos)
        throw_at<configuration_error>(
            place, "the URL has an @ after its ?; a ? in user or password has to be written "
                   "as %3F, an @ in a parameter as %40");
    char* complaint = nullptr;
    option_list options(PQconninfoParse(text.c_str(), &complaint));
    PQfreemem(complaint);
    if (!options)
        throw_at<configuration_error>(place,
                                      "libpq cannot read the URL " + where.redacted() +
                                          ": it has an unknown parameter, or a character in user or password "
                                          "that has to be written as % and two digits");
    if (option(options.get(), "port").find_first_not_of("0123456789,") != std::string_view::npos)
        throw_at<configuration_error>(place,
                                      "the URL's port is not a number; a user or password with one of : / @ "
                                      "has to write it as % and two digits");
    return options;
}

/// Sets what text made by the server depends on, where the server does not have it so already. It is said
/// after the connection is made, not in its startup packet: PgBouncer refuses a packet with settings that it
/// does not know, while these three are announced by every server, so that most connections need no further
/// message at all. Nothing is set for bytea_output and extra_float_digits: blobs and numbers with a fraction
/// travel in the binary format.
inline void set_session(PGconn* handle, const error_place& place) {
    const auto announced = [&](const char* name) {
        const char* value = PQparameterStatus(handle, name);
        return value == nullptr ? std::string_view() : std::string_view(value);
    };
    std::string settings;
    if (announced("TimeZone") != "UTC" && announced("TimeZone") != "Etc/UTC")
        settings += "SET TimeZone TO 'UTC';";
    if (!announced("DateStyle").starts_with("ISO")) settings += "SET DateStyle TO ISO;";
    if (announced("standard_conforming_strings") != "on")
        settings += "SET standard_conforming_strings TO on;";
    if (settings.empty()) return;
    const result_handle result(PQexec(handle, settings.c_str()));
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK)
        throw_at<connection_failed>(place, error_message(result.get(), handle),
                                    std::string(error_field(result.get(), PG_DIAG_SQLSTATE)));
}

enum class answer : unsigned char { unknown, no, yes };

/// Whether transactions of a connection only read unless they say otherwise: what the server announces from version 14
/// on, each time that it changes.
inline answer says_that_it_reads(PGconn* handle) noexcept {
    const char* const value = PQparameterStatus(handle, "default_transaction_read_only");
    if (value == nullptr) return answer::unknown;
    return std::string_view(value) == "on" ? answer::yes : answer::no;
}

/// The value that a query gives.
inline std::string ask_server(PGconn* handle, const error_place& place, const char* query) {
    const result_handle result(PQexec(handle, query));
    if (PQresultStatus(result.get()) != PGRES_TUPLES_OK || PQntuples(result.get()) != 1)
        throw_at<connection_failed>(place, error_message(result.get(), handle),
                                    std::string(error_field(result.get(), PG_DIAG_SQLSTATE)));
    return PQgetvalue(result.get(), 0, 0);
}

/// Looks whether a connection is what was asked for: a pooler in between may have another opinion.
inline void require_terms(PGconn* handle, const error_place& place, const terms& asked) {
    if (asked.only_reads && says_that_it_reads(handle) != answer::yes &&
        ask_server(handle, place, "SHOW default_transaction_read_only") != "on")
        throw_at<connection_failed>(
            place,
            "the service only reads this database, and the server did not take default_transaction_read_only=on, "
            "as behind a pooler; connect without it, or let ALTER ROLE ... SET say it");
    if (asked.only_for_tests) try {
            detail::require_test_name(ask_server(handle, place, "SELECT current_database()"));
        } catch (configuration_error& e) {
            throw_located(place, e);
        }
}

/// Of what the server said to a connection that it refuses, there is the text alone.
inline bool is_full(const std::string& message) {
    for (const char* reason :
         {"too many clients already", "too many connections for", "remaining connection slots"})
        if (message.find(reason) != std::string::npos) return true;
    return false;
}

inline bool is_missing(const std::string& message) {
    return message.find("database \"") != std::string::npos &&
           message.find("\" does not exist") != std::string::npos;
}

/// Throws configuration_error for a URL that cannot be read, and where there is no connection connect_timeout,
/// too_many_connections, no_such_database or connection_failed. A URL without connect_timeout has one of ten seconds.
inline opened_connection open_postgres(std::string_view alias, const url& where,
                                       const postgres_options& own = {}) {
    const error_place place{alias, {}, {}};
    if (!is_postgres(where.scheme()))
        throw_at<configuration_error>(
            place, "the URL of a PostgreSQL database begins with postgresql://, not " + where.scheme() + ":");
    const std::string text = libpq_url(where);
    const option_list options = read_options(place, where, text);

    std::string settings(option(options.get(), "options"));
    settings += (settings.empty() || own.settings.empty() ? "" : " ") + own.settings;
    const char* const from_environment = std::getenv("PGCONNECT_TIMEOUT");
    std::string patience(option(options.get(), "connect_timeout"));  // seconds
    if (patience.empty()) patience = from_environment != nullptr ? from_environment : "10";
    std::string password(option(options.get(), "password"));
    if (password.empty() && where.asked() != nullptr) password = where.asked()();
    // what stands later wins, and an empty value is none
    const char* const keywords[] = {"dbname",          "client_encoding", "options",
                                    "connect_timeout", "password",        nullptr};
    const char* const values[] = {text.c_str(),     "UTF8",           settings.c_str(),
                                  patience.c_str(), password.c_str(), nullptr};
    constexpr int dbname_is_a_url = 1;
    const std::int64_t begun = milliseconds();
    opened_connection connection(PQconnectdbParams(keywords, values, dbname_is_a_url));
    if (PQstatus(connection.get()) != CONNECTION_OK) {
        std::string message = without_line_end(PQerrorMessage(connection.get()));
        for (std::size_t at = 0;
             !password.empty() && (at = message.find(password, at)) != std::string::npos;) {
            message.replace(at, password.size(), "***");
            at += 3;
        }
        const long seconds = std::strtol(patience.c_str(), nullptr, 10);
        const bool late = seconds > 0 && milliseconds() - begun >= seconds * 1000;
        message = "cannot connect to " + where.redacted() + ": " + message;
        if (is_full(message)) throw_at<too_many_connections>(place, message);
        if (is_missing(message)) throw_at<no_such_database>(place, message);
        if (late) throw_at<connect_timeout>(place, message);
        throw_at<connection_failed>(place, message);
    }
    require_terms(connection.get(), place, where.on_terms());
    set_session(connection.get(), place);
    return connection;
}

}  // namespace interlock::postgres_detail
