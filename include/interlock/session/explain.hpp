// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/bind.hpp>
#include <interlock/backend/locate.hpp>
#include <interlock/backend/prepared.hpp>
#include <interlock/model/error.hpp>
#include <interlock/query/plan_format.hpp>
#include <interlock/sql/dynamic_text.hpp>
#include <interlock/sql/render.hpp>
#include <interlock/sql/statement_text.hpp>

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace interlock::detail {

/// Asks the engine for the plan of a query, with the values that it has; the query is not run.
template <class Shape>
struct explain_query {
    template <class Backend, class Connection, class Query>
    static std::string run(Connection& connection, const Query& query, plan_format format) {
        decltype(auto) made = text_for<Backend, Shape>(query);
        const statement_text text = made;
        constexpr const dialect& d = dialect_of<Backend>::value;
        std::string asked(format == plan_format::json ? d.explain_json : d.explain);
        int column = -1;
        try {
            if (asked.empty())
                throw usage_error(std::string(d.name) +
                                  " has no plans in JSON; ask for il::plan_format::text");
            asked += text.sql;
            const value_kind* const kinds = text.parameters;
            const dynamic_text whole{
                asked, {kinds, kinds + text.parameter_count}, text.table, false, text.of_tenant};
            auto& statement = prepared<Backend, Shape>(connection, whole);
            const reset_at_exit reset(statement);
            binder<std::remove_reference_t<decltype(statement)>> bind{statement, *text.table, column,
                                                                      origin_of(connection.watch)};
            query.values(bind);
            column = -1;
            return connection.read_plan(statement);
        } catch (error& e) {
            if (column >= 0) locate(e, connection.alias(), text, column);
            e.at_statement(connection.alias(), text.table->model, asked);
            throw;
        }
    }
};

}  // namespace interlock::detail
