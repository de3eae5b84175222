// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/bind.hpp>
#include <interlock/backend/concept.hpp>
#include <interlock/backend/locate.hpp>
#include <interlock/backend/prepared.hpp>
#include <interlock/model/error.hpp>
#include <interlock/session/statement_report.hpp>
#include <interlock/sql/render.hpp>

#include <type_traits>

namespace interlock::detail {

/// The way of every query on a connection: find or prepare the statement, bind the values, let Take step and
/// read. Take is a type per model, not per query: Take::take<Backend>(connection, statement, column, result).
template <class Shape, class Take>
struct execute {
    template <class Backend, class Connection, class Query>
    static typename Take::result run(Connection& connection, const Query& query) {
        typename Take::result result{};
        decltype(auto) text = text_for<Backend, Shape>(query);
        int column = -1;
        bool reading = false;
        statement_report report(connection, text.table->model, text.sql);
        try {
            auto& statement = prepared<Backend, Shape>(connection, text);
            const reset_at_exit reset(statement);
            binder<std::remove_reference_t<decltype(statement)>> bind{statement, *text.table, column,
                                                                      origin_of(connection.watch)};
            query.values(bind);
            column = -1;
            reading = true;
            Take::template take<Backend>(connection, statement, column, result);
            if (report.is_wanted()) report.end(rows_taken<Take>(result));
        } catch (error& e) {
            locate(e, connection.alias(), text, column, reading);
            report.end(0, &e);
            throw;
        }
        return result;
    }
};

}  // namespace interlock::detail
