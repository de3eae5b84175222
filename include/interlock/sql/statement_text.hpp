// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/column_info.hpp>
#include <interlock/model/value_kind.hpp>
#include <interlock/sql/raw_text.hpp>

#include <cstddef>
#include <string_view>

namespace interlock {

/// A statement as the compiler leaves it: the text and what it needs. Every one is a constant with static
/// storage, so that its address identifies it; connections find their prepared statement by that address.
struct statement_text {
    std::string_view sql;  // followed by a NUL
    const value_kind* parameters =
        nullptr;  // in the order of the placeholders; of a block of rows where they have no numbers, the first row's
    std::size_t parameter_count = 0;
    const table_info* table = nullptr;   // the model that it is about, for errors
    bool columns_are_the_table = false;  // result column i is table->columns[i]
    const raw_signature* raw = nullptr;  // of a text that the program brings itself: what it has to be
    bool of_tenant = false;  // the first parameter is a tenant's key, beside the values of the query
};

}  // namespace interlock
