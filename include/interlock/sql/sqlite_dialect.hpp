// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/routing/database.hpp>
#include <interlock/sql/dialect.hpp>

namespace interlock {

namespace detail {

constexpr void sqlite_column_type(const column_info& c, std::string_view& type, bool&) {
    switch (c.kind) {
        case value_kind::boolean:
        case value_kind::int16:
        case value_kind::int32:
        case value_kind::int64: type = "INTEGER"; break;
        case value_kind::real32:
        case value_kind::real64: type = "REAL"; break;
        case value_kind::blob: type = "BLOB"; break;
        default: type = "TEXT"; break;
    }
}

}  // namespace detail

/// SQLite 3.37 and later (strict tables; https://www.sqlite.org/stricttables.html).
template <>
struct dialect_of<sqlite> {
    static constexpr dialect value{
        .name = "sqlite",
        .scheme = "sqlite",
        .placeholder = '?',
        .numbered = false,
        .same = " IS ",
        .not_same = " IS NOT ",
        .match = " GLOB ",
        .in_begin = " IN (SELECT value FROM json_each(",
        .in_end = "))",
        .no_limit = " LIMIT -1",
        .nulls_sort_as_smallest = true,
        .true_text = "1",
        .false_text = "0",
        .now = "(strftime('%Y-%m-%d %H:%M:%f000', 'now'))",
        .table_suffix = " STRICT",
        .text_order = "",                                      // BINARY, the default
        .generated_key = "INTEGER PRIMARY KEY AUTOINCREMENT",  // a key is never given twice
        .generated_key_has_type = false,
        .keys_from_sequence = false,
        .returns_generated = false,
        .has_arrays = false,
        .has_decimals = false,
        .checks_json = "json_valid",
        .column_type = detail::sqlite_column_type,
    };
};

}  // namespace interlock
