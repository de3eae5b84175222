// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/watch.hpp>
#include <interlock/model/error.hpp>

#include <fmt/core.h>

#include <cstdint>
#include <cstdio>
#include <string>

namespace interlock {

/// Writes a line for each statement that took at least so long, and for each that failed if that is wanted:
/// `db.on_statement(il::slow_log{.at_least_ms = 200})`. A line has the time in milliseconds, the number of rows, the
/// alias and which part of the database it was, why it went there, the model, and the SQL text, which holds no value.
struct slow_log {
    std::int64_t at_least_ms = 200;
    bool failures = false;
    std::FILE* to = stderr;

    void operator()(const statement_event& e) const {
        const bool failed = e.failure != nullptr;
        if (!e.has_ended || (e.nanoseconds < at_least_ms * 1'000'000 && !(failures && failed))) return;
        fmt::print(to, "interlock: {:.3f} ms, {} rows, database '{}'{}{}{}: {}{}{}\n",
                   static_cast<double>(e.nanoseconds) / 1e6, e.rows, e.alias, place_of(e),
                   e.model.empty() ? "" : ", model ", e.model, e.sql, failed ? ": failed: " : "",
                   failed ? e.failure->message() : std::string());
    }

private:
    /// ", replica 1, tenant 'thor' (read: route)"
    static std::string place_of(const statement_event& e) {
        std::string text;
        if (e.role == role::source) text += ", source";
        if (e.role == role::replica) text += fmt::format(", replica {}", e.replica);
        if (e.shard >= 0) text += fmt::format(", shard {}", e.shard);
        if (!e.tenant.empty()) text += fmt::format(", tenant '{}'", e.tenant);
        if (!e.why.empty()) text += fmt::format(" ({})", e.why);
        return text;
    }
};

}  // namespace interlock
