// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/bulk.hpp>
#include <interlock/backend/postgres/connection.hpp>
#include <interlock/backend/postgres/copy.hpp>
#include <interlock/backend/postgres/update_lists.hpp>

#include <cstddef>
#include <cstdint>

namespace interlock {

/// COPY in its binary format, which asks that the columns have exactly the types of the model.
template <class M>
struct bulk_insert<postgres, M> {
    template <class Range>
    static std::int64_t run(postgres_connection& connection, Range& rows) {
        const statement_text& text = detail::rendered<postgres, copy_shape<M>>::text;
        int column = -1;
        try {
            postgres_copy copy(connection, text);
            for (const M& row : rows) {
                detail::binder<postgres_copy> bind{copy, *text.table, column};
                row_values<M, false>(row).values(bind);
                column = -1;
                copy.end_row();
            }
            return copy.finish();
        } catch (error& e) {
            detail::locate(e, connection.alias(), text, column);
            throw;
        }
    }
};

/// A statement for each few thousand rows, which takes a list for each column, where every column has lists.
template <class M>
struct bulk_update<postgres, M> {
    static constexpr std::size_t rows_at_once = 4096;

    template <class Range>
    static std::int64_t run(postgres_connection& connection, Range& rows) {
        if constexpr (!postgres_detail::update_lists<M>::serve)
            return detail::run_for_each<postgres, update_like_shape<M, by_key>, M, row_update<M, by_key>>(
                connection, rows);
        else {
            const statement_text& text = detail::rendered<postgres, update_lists_shape<M>>::text;
            int column = -1;
            try {
                postgres_detail::update_lists<M> lists;
                std::int64_t count = 0;
                std::size_t waiting = 0;
                for (const M& row : rows) {
                    lists.add(row, column);
                    if (++waiting < rows_at_once) continue;
                    count += write(connection, text, lists, column);
                    waiting = 0;
                }
                if (waiting > 0) count += write(connection, text, lists, column);
                return count;
            } catch (error& e) {
                detail::locate(e, connection.alias(), text, column);
                throw;
            }
        }
    }

private:
    static std::int64_t write(postgres_connection& connection, const statement_text& text,
                              postgres_detail::update_lists<M>& lists, int& column) {
        postgres_statement& statement = connection.prepare(text);
        const detail::reset_at_exit reset(statement);
        lists.bind(statement, column);
        lists.clear();
        return statement.run();
    }
};

}  // namespace interlock
