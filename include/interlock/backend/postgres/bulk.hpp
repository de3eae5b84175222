// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/bulk.hpp>
#include <interlock/backend/postgres/connection.hpp>
#include <interlock/backend/postgres/copy.hpp>

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

}  // namespace interlock
