// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/bind.hpp>
#include <interlock/backend/locate.hpp>
#include <interlock/query/row.hpp>
#include <interlock/sql/render.hpp>

#include <cstdint>
#include <type_traits>

namespace interlock {

/// How a backend writes many rows; it runs inside a transaction and gives the number of rows. This form, one
/// execution for each row, serves every backend; a backend that knows a faster way specialises it.
template <class Backend, class M>
struct bulk_insert {
    template <class Connection, class Range>
    static std::int64_t run(Connection& connection, Range& rows) {
        const statement_text& text = detail::rendered<Backend, insert_shape<M>>::text;
        int column = -1;
        try {
            auto& statement = connection.prepare(text);
            const detail::reset_at_exit reset(statement);
            std::int64_t count = 0;
            for (const M& row : rows) {
                detail::binder<std::remove_reference_t<decltype(statement)>> bind{statement, *text.table,
                                                                                  column};
                row_values<M, false>(row).values(bind);
                column = -1;
                statement.run();
                ++count;
            }
            return count;
        } catch (error& e) {
            detail::locate(e, connection.alias(), text, column);
            throw;
        }
    }
};

}  // namespace interlock
