// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/watch.hpp>
#include <interlock/model/error.hpp>

#include <fmt/core.h>

#include <cstdint>
#include <cstdio>

namespace interlock {

/// Writes a line for each statement that took at least so long, and for each that failed if that is wanted:
/// `db.on_statement(il::slow_log{.at_least_ms = 200})`. A line has the time in milliseconds, the number of rows, the
/// alias, the model and the SQL text, which holds no value.
struct slow_log {
    std::int64_t at_least_ms = 200;
    bool failures = false;
    std::FILE* to = stderr;

    void operator()(const statement_event& e) const {
        const bool failed = e.failure != nullptr;
        if (!e.has_ended || (e.nanoseconds < at_least_ms * 1'000'000 && !(failures && failed))) return;
        fmt::print(to, "interlock: {:.3f} ms, {} rows, database '{}'{}{}: {}{}{}\n",
                   static_cast<double>(e.nanoseconds) / 1e6, e.rows, e.alias,
                   e.model.empty() ? "" : ", model ", e.model, e.sql, failed ? ": failed: " : "",
                   failed ? e.failure->message() : std::string());
    }
};

}  // namespace interlock
