// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/bind.hpp>
#include <interlock/backend/locate.hpp>
#include <interlock/model/error.hpp>
#include <interlock/query/plan_format.hpp>
#include <interlock/sql/dynamic_text.hpp>
#include <interlock/sql/raw_text.hpp>
#include <interlock/sql/render.hpp>

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace interlock::detail {

/// The plan of a statement has its values and none of its rows.
constexpr raw_signature plan_signature(const statement_text& text) {
    return {.parameters = text.parameters,
            .parameter_count = text.parameter_count,
            .table = text.table,
            .reads = false};
}

template <class Backend, class Shape,
          class Variants = std::make_integer_sequence<unsigned, variants_of<Shape>>>
struct plan_signatures;
template <class Backend, class Shape, unsigned... Variants>
struct plan_signatures<Backend, Shape, std::integer_sequence<unsigned, Variants...>> {
    static constexpr raw_signature values[]{plan_signature(rendered<Backend, Shape, Variants>::text)...};
};

/// Asks the engine for the plan of a query, with the values that it has; the query is not run.
template <class Shape>
struct explain_query {
    template <class Backend, class Connection, class Query>
    static std::string run(Connection& connection, const Query& query, plan_format format) {
        decltype(auto) text = text_for<Backend, Shape>(query);
        constexpr const dialect& d = dialect_of<Backend>::value;
        std::string asked(format == plan_format::json ? d.explain_json : d.explain);
        int column = -1;
        try {
            if (asked.empty())
                throw usage_error(std::string(d.name) +
                                  " has no plans in JSON; ask for il::plan_format::text");
            asked += text.sql;
            auto& statement = prepare<Backend>(connection, query, text, asked);
            const reset_at_exit reset(statement);
            binder<std::remove_reference_t<decltype(statement)>> bind{statement, *text.table, column};
            query.values(bind);
            column = -1;
            return connection.read_plan(statement);
        } catch (error& e) {
            if (column >= 0) locate(e, connection.alias(), text, column);
            e.at_statement(connection.alias(), text.table->model, asked);
            throw;
        }
    }

private:
    template <class Backend, class Connection, class Query>
    static auto& prepare(Connection& connection, const Query& query, const statement_text&,
                         const std::string& asked) {
        return connection.prepare_raw(asked,
                                      plan_signatures<Backend, Shape>::values[variant_of<Shape>(query)]);
    }
    template <class Backend, class Connection, class Query>
    static auto& prepare(Connection& connection, const Query&, const dynamic_text& text,
                         const std::string& asked) {
        return connection.prepare(dynamic_text{asked, text.parameters, text.table, false});
    }
};

}  // namespace interlock::detail
