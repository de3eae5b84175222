// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/column_info.hpp>
#include <interlock/model/value_kind.hpp>
#include <interlock/sql/statement_text.hpp>

#include <string>
#include <vector>

namespace interlock {

/// A statement whose text is made at run time, of constant pieces: other than a constant's, its address says
/// nothing, and connections find its prepared statement by the text.
struct dynamic_text {
    std::string sql;
    std::vector<value_kind> parameters;
    const table_info* table = nullptr;
    bool columns_are_the_table = false;
    bool of_tenant = false;

    /// As long as this one stays as it is.
    operator statement_text() const {  // NOLINT(google-explicit-constructor)
        return {sql, parameters.data(), parameters.size(), table, columns_are_the_table, nullptr, of_tenant};
    }
};

}  // namespace interlock
