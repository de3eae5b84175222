// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/error.hpp>
#include <interlock/sql/statement_text.hpp>

#include <cstddef>
#include <string_view>

namespace interlock::detail {

/// Adds to an error where it happened; `column` is the column that was written, or the column of the result that was
/// read, or -1.
inline void locate(error& e, std::string_view alias, const statement_text& text, int column,
                   bool reading = false) {
    if (reading && !text.columns_are_the_table) column = -1;
    if (column >= 0 && static_cast<std::size_t>(column) < text.table->column_count)
        e.at_field(text.table->model, text.table->columns[column].member);
    e.at_statement(alias, text.table->model, text.sql);
}

/// Resets a statement on every way out.
template <class Statement>
struct reset_at_exit {
    Statement& statement;
    explicit reset_at_exit(Statement& s) : statement(s) {}
    reset_at_exit(const reset_at_exit&) = delete;
    reset_at_exit& operator=(const reset_at_exit&) = delete;
    ~reset_at_exit() { statement.reset(); }
};

}  // namespace interlock::detail
