// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/sql/dialect.hpp>

namespace interlock::detail {

// Times are texts of a fixed form, "2024-02-29 13:00:00.000000", so that their parts are parts of the text;
// SQLite's own functions round to milliseconds. What cannot be said with SQLite's functions is said with ours,
// which a connection brings when a statement calls one (backend/sqlite/functions.hpp).

/// https://www.sqlite.org/lang_corefunc.html
constexpr function_text sqlite_function(function_id f, value_kind of_first) {
    const bool day = of_first == value_kind::date;
    switch (f) {
        case function_id::add: return {"", " + ", ""};
        case function_id::subtract: return {"", " - ", ""};
        case function_id::multiply: return {"", " * ", ""};
        case function_id::divide:
        case function_id::divide_or_null: return {"", " / ", ""};
        case function_id::modulo:
        case function_id::modulo_or_null: return {"", " % ", ""};
        case function_id::negate: return {"-", "", ""};
        case function_id::concat: return {"", " || ", ""};
        case function_id::lower: return {"lower(", "", ")"};
        case function_id::upper: return {"upper(", "", ")"};
        case function_id::trim: return {"trim(", "", ")"};
        case function_id::trim_left: return {"ltrim(", "", ")"};
        case function_id::trim_right: return {"rtrim(", "", ")"};
        case function_id::length: return {"length(", "", ")"};
        case function_id::substr: return {"substr(", ", ", ")"};
        case function_id::replace: return {"replace(", ", ", ")"};
        case function_id::absolute: return {"abs(", "", ")"};
        case function_id::round: return {"round(", "", ")"};
        case function_id::floor: return {"interlock_floor(", "", ")"};
        case function_id::ceil: return {"-interlock_floor(-(", "", "))"};
        case function_id::coalesce: return {"coalesce(", ", ", ")"};
        case function_id::nullif: return {"nullif(", ", ", ")"};
        case function_id::greatest: return {"max(", ", ", ")"};
        case function_id::least: return {"min(", ", ", ")"};
        case function_id::cast_integer:
            if (of_first == value_kind::real32 || of_first == value_kind::real64)
                return {"interlock_whole(", "", ")"};
            return {"CAST(", "", " AS INTEGER)"};
        case function_id::cast_real: return {"CAST(", "", " AS REAL)"};
        case function_id::cast_text: return {"CAST(", "", " AS TEXT)"};
        case function_id::current_time: return {"strftime('%Y-%m-%d %H:%M:%f000', 'now')", "", ""};
        case function_id::date_of: return {"substr(", "", ", 1, 10)"};
        case function_id::year: return {"CAST(substr(", "", ", 1, 4) AS INTEGER)"};
        case function_id::quarter: return {"((CAST(substr(", "", ", 6, 2) AS INTEGER) + 2) / 3)"};
        case function_id::month: return {"CAST(substr(", "", ", 6, 2) AS INTEGER)"};
        case function_id::day: return {"CAST(substr(", "", ", 9, 2) AS INTEGER)"};
        case function_id::hour: return {"CAST(substr(", "", ", 12, 2) AS INTEGER)"};
        case function_id::minute: return {"CAST(substr(", "", ", 15, 2) AS INTEGER)"};
        case function_id::second: return {"CAST(substr(", "", ", 18, 2) AS INTEGER)"};
        case function_id::day_of_week: return {"CAST(strftime('%w', substr(", "", ", 1, 10)) AS INTEGER)"};
        case function_id::day_of_year: return {"CAST(strftime('%j', substr(", "", ", 1, 10)) AS INTEGER)"};
        case function_id::truncate_year:
            return {"substr(", "", day ? ", 1, 4) || '-01-01'" : ", 1, 4) || '-01-01 00:00:00.000000'"};
        case function_id::truncate_month:
            return {"substr(", "", day ? ", 1, 7) || '-01'" : ", 1, 7) || '-01 00:00:00.000000'"};
        case function_id::truncate_week:
            return {"date(substr(", "",
                    day ? ", 1, 10), '-6 days', 'weekday 1')"
                        : ", 1, 10), '-6 days', 'weekday 1') || ' 00:00:00.000000'"};
        case function_id::truncate_day: return {"substr(", "", ", 1, 10) || ' 00:00:00.000000'"};
        case function_id::truncate_hour: return {"substr(", "", ", 1, 13) || ':00:00.000000'"};
        case function_id::truncate_minute: return {"substr(", "", ", 1, 16) || ':00.000000'"};
        case function_id::truncate_second: return {"substr(", "", ", 1, 19) || '.000000'"};
        case function_id::microseconds_between:
            return {"(interlock_microseconds(", ") - interlock_microseconds(", "))"};
        case function_id::later_by: return {"interlock_later(", ", ", ")"};
        case function_id::count_rows: return {"count(*", "", ")"};
        case function_id::count: return {"count(", "", ")"};
        case function_id::count_distinct: return {"count(DISTINCT ", "", ")"};
        case function_id::sum: return {"sum(", "", ")"};
        case function_id::sum_distinct: return {"sum(DISTINCT ", "", ")"};
        case function_id::average: return {"avg(", "", ")"};
        case function_id::minimum: return {"min(", "", ")"};
        case function_id::maximum: return {"max(", "", ")"};
        case function_id::text_list: return {"group_concat(", ", ", ")"};
        case function_id::row_number: return {"row_number(", "", ")"};
        case function_id::rank: return {"rank(", "", ")"};
        case function_id::dense_rank: return {"dense_rank(", "", ")"};
        case function_id::percent_rank: return {"percent_rank(", "", ")"};
        case function_id::cume_dist: return {"cume_dist(", "", ")"};
        case function_id::ntile: return {"ntile(", "", ")"};
        case function_id::lag: return {"lag(", ", ", ")"};
        case function_id::lead: return {"lead(", ", ", ")"};
        case function_id::first_value: return {"first_value(", "", ")"};
        case function_id::last_value: return {"last_value(", "", ")"};
        case function_id::nth_value: return {"nth_value(", ", ", ")"};
        default: return {};
    }
}

}  // namespace interlock::detail
