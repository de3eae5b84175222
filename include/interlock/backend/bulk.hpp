// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/bind.hpp>
#include <interlock/backend/locate.hpp>
#include <interlock/query/by_row.hpp>
#include <interlock/query/row.hpp>
#include <interlock/sql/render.hpp>

#include <cstdint>
#include <type_traits>

namespace interlock {

namespace detail {

/// One execution for each row. Gives the number of rows that were written.
template <class Backend, class Shape, class M, class Values, class Connection, class Range>
std::int64_t run_for_each(Connection& connection, Range& rows) {
    const statement_text& text = rendered<Backend, Shape>::text;
    int column = -1;
    try {
        auto& statement = connection.prepare(text);
        const reset_at_exit reset(statement);
        std::int64_t count = 0;
        for (const M& row : rows) {
            binder<std::remove_reference_t<decltype(statement)>> bind{statement, *text.table, column};
            Values{row}.values(bind);
            column = -1;
            count += statement.run();
        }
        return count;
    } catch (error& e) {
        locate(e, connection.alias(), text, column);
        throw;
    }
}

}  // namespace detail

/// How a backend writes many rows; it runs inside a transaction and gives the number of rows. This form, one
/// execution for each row, serves every backend; a backend that knows a faster way specialises it.
template <class Backend, class M>
struct bulk_insert {
    template <class Connection, class Range>
    static std::int64_t run(Connection& connection, Range& rows) {
        return detail::run_for_each<Backend, insert_shape<M>, M, row_values<M, false>>(connection, rows);
    }
};

/// How a backend gives many rows new values by their primary keys; the same holds of it.
template <class Backend, class M>
struct bulk_update {
    template <class Connection, class Range>
    static std::int64_t run(Connection& connection, Range& rows) {
        return detail::run_for_each<Backend, update_like_shape<M, by_key>, M, row_update<M, by_key>>(
            connection, rows);
    }
};

}  // namespace interlock
