// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/routing/database.hpp>
#include <interlock/sql/dialect.hpp>
#include <interlock/sql/sqlite_functions.hpp>

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

/// All integer columns have 64 bits, so that every narrower member asks for a check.
constexpr function_text sqlite_integer_check(integer_range of_member) {
    const bool negative = of_member.negative;
    switch (of_member.digits) {
        case 7: return {"interlock_within(", "", ", -128, 127)"};
        case 8: return {"interlock_within(", "", ", 0, 255)"};
        case 15: return {"interlock_within(", "", ", -32768, 32767)"};
        case 16: return {"interlock_within(", "", ", 0, 65535)"};
        case 31: return {"interlock_within(", "", ", -2147483648, 2147483647)"};
        case 32: return {"interlock_within(", "", ", 0, 4294967295)"};
        default:
            return negative ? function_text{}
                            : function_text{"interlock_within(", "", ", 0, 9223372036854775807)"};
    }
}

/// https://www.sqlite.org/changes.html
constexpr engine_version sqlite_since(feature f) {
    switch (f) {
        case feature::upsert: return {3, 24};
        case feature::window_functions: return {3, 25};
        case feature::aggregate_filter: return {3, 30};
        case feature::common_tables: return {3, 8};
        case feature::update_from: return {3, 33};
        case feature::returning:
        case feature::materialized: return {3, 35};
        case feature::full_join: return {3, 39};
        case feature::own_functions: return {3, 0};
        default: return {};
    }
}

}  // namespace detail

/// SQLite 3.37 and later (strict tables; https://www.sqlite.org/stricttables.html).
template <>
struct dialect_of<sqlite> {
    static constexpr dialect value{
        .name = "sqlite",
        .scheme = "sqlite",
        .oldest = {3, 37},
        .placeholder = '?',
        .numbered = false,
        .same = " IS ",
        .not_same = " IS NOT ",
        .match = " GLOB ",
        .match_folded = " LIKE ",
        .match_folded_end = " ESCAPE '\\'",
        .in_begin = " IN (SELECT value FROM json_each(",
        .in_end = "))",
        .explain = "EXPLAIN QUERY PLAN ",
        .explain_json = "",
        .no_limit = " LIMIT -1",
        .nulls_sort_as_smallest = true,
        .true_text = "1",
        .false_text = "0",
        // else each statement keeps what it changes, for a rollback of its own: nearly half of the time in a file
        .insert_block = "INSERT OR FAIL INTO ",
        .now = "(strftime('%Y-%m-%d %H:%M:%f000', 'now'))",
        .table_suffix = " STRICT",
        .text_order = "",                                      // BINARY, the default
        .generated_key = "INTEGER PRIMARY KEY AUTOINCREMENT",  // a key is never given twice
        .generated_key_has_type = false,
        .keys_from_sequence = false,
        .returns_generated = false,
        .has_arrays = false,
        .has_decimals = false,
        .recursion_keeps_lengths = false,
        .references_come_late = false,
        .triggers_call_functions = false,
        .defer_constraints = "PRAGMA defer_foreign_keys = ON",
        .checks_json = "json_valid",
        .column_type = detail::sqlite_column_type,
        .computes_in_operands_width = false,
        .wide_integer = "INTEGER",
        .wide_real = "REAL",
        .function = detail::sqlite_function,
        .since = detail::sqlite_since,
        .integer_check = detail::sqlite_integer_check,
        .float_check = {"interlock_float(", "", ")"},
        .length_check = {"interlock_text(", ", ", ")"},
    };
};

}  // namespace interlock
