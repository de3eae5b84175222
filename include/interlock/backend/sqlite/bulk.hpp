// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/bulk.hpp>
#include <interlock/backend/sqlite/connection.hpp>

#include <cstdint>

namespace interlock {

template <class M>
struct bulk_insert<sqlite, M> {
    template <class Range>
    static std::int64_t run(sqlite_connection& connection, Range& rows) {
        return detail::insert_in_blocks<sqlite, M, sqlite_connection>::run(connection, rows);
    }
};

}  // namespace interlock
