// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/postgres/broken_reference.hpp>
#include <interlock/backend/postgres/error_text.hpp>
#include <interlock/model/error.hpp>

#include <libpq-fe.h>

#include <memory>
#include <string>
#include <string_view>

namespace interlock::postgres_detail {

struct clear_result {
    void operator()(PGresult* result) const noexcept { PQclear(result); }
};
using result_handle = std::unique_ptr<PGresult, clear_result>;

/// What an error is about.
struct error_place {
    std::string_view alias, model, sql;
    const detail::table_list* tables = nullptr;
    std::string_view detail = {};  // error::detail()
};

template <class Error>
[[noreturn]] void throw_located(const error_place& place, Error& e) {
    e.at_statement(place.alias, place.model, place.sql);
    if (!place.detail.empty()) e.with_detail(place.detail);
    throw e;
}
template <class Error>
[[noreturn]] void throw_at(const error_place& place, std::string message, std::string code = {}) {
    Error e(std::move(message), std::move(code));
    throw_located(place, e);
}

/// "cached plan must not change result type" has no state of its own, and its text is translated.
inline bool is_stale_plan(const PGresult* result) {
    return error_field(result, PG_DIAG_SQLSTATE) == "0A000" &&
           error_field(result, PG_DIAG_SOURCE_FUNCTION) == "RevalidateCachedQuery";
}

/// Throws the error that a failed result stands for. The connection decides whether it is lost: a server
/// that ends a session gives reasons of many kinds, some of them none at all.
[[noreturn, gnu::cold]] inline void throw_error(const PGresult* result, PGconn* connection,
                                                error_place place) {
    std::string message = error_message(result, connection);
    const std::string detail = error_detail(result, message);
    place.detail = detail;
    std::string code(error_field(result, PG_DIAG_SQLSTATE));
    const auto is = [&](std::string_view state) { return code == state; };
    const auto in_class = [&](std::string_view state) {
        return std::string_view(code).substr(0, 2) == state;
    };

    // 08P01, 22P03 and 22P04: the columns are of other types, or others in number, than those that were sent
    const bool unlike = is("08P01") || is("22P03") || is("22P04");
    if (PQstatus(connection) != CONNECTION_OK || (in_class("08") && !unlike) || is("57P01") || is("57P02"))
        throw_at<connection_lost>(place, std::move(message), std::move(code));
    if (is("23505")) throw_at<unique_violation>(place, std::move(message), std::move(code));
    if (is("23503") || is("23001")) {
        auto e = detail::reference_violation(
            violated_references(place.tables, error_field(result, PG_DIAG_TABLE_NAME),
                                error_field(result, PG_DIAG_CONSTRAINT_NAME)),
            place.model, place.sql, message, code);
        throw_located(place, e);
    }
    if (is("23502")) throw_at<not_null_violation>(place, std::move(message), std::move(code));
    if (is("23514")) throw_at<check_violation>(place, std::move(message), std::move(code));
    // which is that of a missing privilege too
    if (is("42501") && error_field(result, PG_DIAG_SOURCE_FUNCTION) == "ExecWithCheckOptions")
        throw_at<policy_violation>(place, std::move(message), std::move(code));
    if (in_class("23")) throw_at<constraint_violation>(place, std::move(message), std::move(code));
    if (is("40001") || is("40P01"))
        throw_at<transaction_conflict>(place, std::move(message), std::move(code));
    if (is("25006")) throw_at<read_only_database>(place, std::move(message), std::move(code));
    // lock_timeout and NOWAIT have one state
    if (is("55P03") && error_field(result, PG_DIAG_SOURCE_FUNCTION) == "ProcessInterrupts")
        throw_at<lock_timeout>(place, std::move(message), std::move(code));
    if (is("55P03")) throw_at<busy>(place, std::move(message), std::move(code));
    // and statement_timeout and a cancellation; a message in another language than English is that of the latter
    if (is("57014") && message.find("statement timeout") != std::string::npos)
        throw_at<statement_timeout>(place, std::move(message), std::move(code));
    if (is("57014")) throw_at<statement_cancelled>(place, std::move(message), std::move(code));
    if (is("53100")) throw_at<disk_full>(place, std::move(message), std::move(code));
    if (is("XX001") || is("XX002")) throw_at<corrupt_database>(place, std::move(message), std::move(code));
    // a cached plan is refused (0A000) when the types of its columns have changed
    if (unlike || is("42P01") || is("42703") || is_stale_plan(result))
        throw_at<schema_mismatch>(place, std::move(message) + "; migrations may be pending", std::move(code));
    if (in_class("22")) throw_at<value_out_of_range>(place, std::move(message), std::move(code));
    if (is("25P02"))
        throw_at<transaction_failed>(place, "an earlier statement of this transaction failed: roll it back",
                                     std::move(code));
    if (is("26000") || is("42P05"))
        message += "; a pooler that gives each transaction another server needs ?prepared=off in the URL "
                   "(PgBouncer before 1.21, or without max_prepared_statements)";
    throw_at<engine_error>(place, std::move(message), std::move(code));
}

}  // namespace interlock::postgres_detail
