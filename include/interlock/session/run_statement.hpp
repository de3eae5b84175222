// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/bind.hpp>
#include <interlock/backend/locate.hpp>
#include <interlock/model/error.hpp>
#include <interlock/session/statement_report.hpp>
#include <interlock/sql/statement_text.hpp>

#include <string>
#include <string_view>
#include <vector>

// A statement that the library brings itself, for operations of executor::perform().

namespace interlock::detail {

/// Runs a statement, with a parameter or without one, and lets `use` have it. It is told of, but is none of the
/// program's queries.
template <class Connection, class Use, class... Parameter>
auto run_statement(Connection& connection, const statement_text& text, Use use, Parameter... parameter) {
    statement_report report(connection, {}, text.sql, false);
    try {
        auto& statement = connection.prepare(text);
        const reset_at_exit reset(statement);
        (statement.bind(0, std::string_view(parameter)), ...);
        auto result = use(statement);
        report.end(0);
        return result;
    } catch (error& e) {
        locate(e, connection.alias(), text, -1);
        report.end(0, &e);
        throw;
    }
}
template <class Connection, class... Parameter>
std::vector<std::string> texts_of(Connection& connection, const statement_text& text,
                                  Parameter... parameter) {
    return run_statement(
        connection, text,
        [](auto& statement) {
            std::vector<std::string> all;
            while (statement.step()) all.emplace_back(statement.value(0).text());
            return all;
        },
        parameter...);
}

}  // namespace interlock::detail
