// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/bulk.hpp>
#include <interlock/backend/postgres/connection.hpp>
#include <interlock/backend/postgres/copy.hpp>
#include <interlock/backend/postgres/update_lists.hpp>

#include <cstddef>
#include <cstdint>
#include <type_traits>

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

template <class Backend>
struct as_tenant;

namespace postgres_detail {

/// A statement for each few thousand rows, which takes a list for each column, where every column has lists.
template <class Backend, class M>
struct update_by_lists {
    static constexpr std::size_t rows_at_once = 4096;
    using lists_type = update_lists<M, !std::is_same_v<Backend, postgres>>;

    template <class Connection, class Range>
    static std::int64_t run(Connection& connection, Range& rows) {
        if constexpr (!lists_type::serve)
            return detail::run_for_each<Backend, update_like_shape<M, by_key>, M, row_update<M, by_key>>(
                connection, rows);
        else {
            const statement_text& text = detail::rendered<Backend, update_lists_shape<M>>::text;
            int column = -1;
            try {
                lists_type lists;
                std::int64_t count = 0;
                std::size_t waiting = 0;
                for (const M& row : rows) {
                    if constexpr (requires { connection.require_own(row); }) connection.require_own(row);
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
    template <class Connection>
    static std::int64_t write(Connection& connection, const statement_text& text, lists_type& lists,
                              int& column) {
        auto& statement = connection.prepare(text);
        const detail::reset_at_exit reset(statement);
        lists.bind(statement, column);
        lists.clear();
        return statement.run();
    }
};

}  // namespace postgres_detail

template <class M>
struct bulk_update<postgres, M> : postgres_detail::update_by_lists<postgres, M> {};
template <class M>
struct bulk_update<as_tenant<postgres>, M> : postgres_detail::update_by_lists<as_tenant<postgres>, M> {};

}  // namespace interlock
