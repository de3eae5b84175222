// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/bulk.hpp>
#include <interlock/query/by_row.hpp>
#include <interlock/session/statement_report.hpp>
#include <interlock/sql/render.hpp>

#include <cstdint>

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
