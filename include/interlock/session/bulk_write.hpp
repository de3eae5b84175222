// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/bind.hpp>
#include <interlock/backend/bulk.hpp>
#include <interlock/backend/locate.hpp>
#include <interlock/backend/prepared.hpp>
#include <interlock/query/by_row.hpp>
#include <interlock/query/row.hpp>
#include <interlock/session/statement_report.hpp>
#include <interlock/session/take.hpp>
#include <interlock/sql/render.hpp>

#include <cstdint>
#include <type_traits>
#include <vector>

namespace interlock::detail {

/// However many statements it takes, those who watch are told of one.
template <class Connection, class Function>
std::int64_t reported_as(Connection& connection, const statement_text& text, Function write) {
    statement_report report(connection, text.table->model, text.sql);
    try {
        const std::int64_t rows = write();
        report.end(rows);
        return rows;
    } catch (const error& e) {
        report.end(0, &e);
        throw;
    }
}

/// All rows of a range.
template <class M>
struct insert_rows {
    template <class Backend, class Connection, class Range>
    static std::int64_t run(Connection& connection, Range& rows) {
        return reported_as(connection, rendered<Backend, insert_shape<M>>::text,
                           [&] { return bulk_insert<Backend, M>::run(connection, rows); });
    }
};

/// The rows, and what is returned of each.
template <class Range, class Columns>
struct rows_to_insert {
    Range& rows;
    const Columns& columns;
};
template <class M, class Shape>
struct insert_returning_rows {
    template <class Backend, class Connection, class Rows>
    static auto run(Connection& connection, Rows& all) {
        const statement_text& text = rendered<Backend, Shape>::text;
        std::vector<typename Shape::result::type> returned;
        (void)reported_as(connection, text, [&] {
            int column = -1;
            bool reading = false;
            try {
                auto& statement = prepared<Backend, Shape>(connection, text);
                const reset_at_exit reset(statement);
                for (const M& row : all.rows) {
                    reading = false;
                    binder<std::remove_reference_t<decltype(statement)>> bind{statement, *text.table, column};
                    row_values<M, false>(row).values(bind);
                    column = -1;
                    all.columns.values(bind);
                    reading = true;
                    take_one<typename Shape::result>::template take<Backend>(connection, statement, column,
                                                                             returned.emplace_back());
                    statement.reset();
                }
            } catch (error& e) {
                locate(e, connection.alias(), text, column, reading);
                throw;
            }
            return static_cast<std::int64_t>(returned.size());
        });
        return returned;
    }
};

/// New values for all rows of a range.
template <class M>
struct update_rows {
    template <class Backend, class Connection, class Range>
    static std::int64_t run(Connection& connection, Range& rows) {
        return reported_as(connection, rendered<Backend, update_like_shape<M, by_key>>::text,
                           [&] { return bulk_update<Backend, M>::run(connection, rows); });
    }
};

}  // namespace interlock::detail
