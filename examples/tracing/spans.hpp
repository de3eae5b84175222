// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/watch.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

// Statements as spans, shaped as OpenTelemetry has them: its semantic conventions for databases
// (https://opentelemetry.io/docs/specs/semconv/database/) name the attributes. An exporter of the OpenTelemetry SDK takes
// the place of the function that is given to `tracer`.

namespace tracing {

struct span {
    std::string name;  // "SELECT gems": low in cardinality, since the text is a constant
    std::int64_t begun_unix_ns = 0;
    std::int64_t ended_unix_ns = 0;
    std::vector<std::pair<std::string, std::string>> attributes;
    bool failed = false;
};

/// `db.on_statement(tracing::tracer("sqlite", exporter))`. The exporter is called by the thread that ran the statement,
/// when it has ended.
class tracer {
public:
    tracer(std::string system, std::function<void(const span&)> exporter)
        : system_(std::move(system)), exporter_(std::move(exporter)) {}

    void operator()(const interlock::statement_event& e) const {
        if (!e.has_ended) return;
        const std::int64_t now = std::chrono::duration_cast<std::chrono::nanoseconds>(
                                     std::chrono::system_clock::now().time_since_epoch())
                                     .count();
        span s;
        const std::string operation(e.sql.substr(0, e.sql.find(' ')));
        s.name = e.model.empty() ? operation : operation + ' ' + std::string(e.model);
        s.ended_unix_ns = now;
        s.begun_unix_ns = now - e.nanoseconds;
        s.attributes = {{"db.system.name", system_},
                        {"db.namespace", std::string(e.alias)},
                        {"db.operation.name", operation},
                        {"db.query.text", std::string(e.sql)}};  // a constant: no value to sanitize
        if (!e.model.empty()) s.attributes.emplace_back("db.collection.name", std::string(e.model));
        if (e.failure == nullptr)
            s.attributes.emplace_back("db.response.returned_rows", std::to_string(e.rows));
        else {
            s.failed = true;
            s.attributes.emplace_back("db.response.status_code", e.failure->code());
            s.attributes.emplace_back("error.message", e.failure->message());
        }
        exporter_(s);
    }

private:
    std::string system_;
    std::function<void(const span&)> exporter_;
};

}  // namespace tracing
