// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/sql/dialect.hpp>

namespace interlock::detail {

/// https://www.postgresql.org/docs/current/functions.html
constexpr function_text postgres_function(function_id f, value_kind of_first) {
    const bool day = of_first == value_kind::date;
    const std::string_view part_end =
        day ? std::string_view(")) AS bigint)") : std::string_view(" AT TIME ZONE 'UTC')) AS bigint)");
    const std::string_view truncation_end =
        day ? std::string_view(" AS timestamp)) AS date)") : std::string_view(", 'UTC')");
    switch (f) {
        case function_id::add: return {"", " + ", ""};
        case function_id::subtract: return {"", " - ", ""};
        case function_id::multiply: return {"", " * ", ""};
        case function_id::divide: return {"", " / ", ""};
        case function_id::divide_or_null: return {"", " / nullif(", ", 0)"};
        case function_id::modulo: return {"", " % ", ""};
        case function_id::modulo_or_null: return {"", " % nullif(", ", 0)"};
        case function_id::negate: return {"-", "", ""};
        case function_id::concat: return {"", " || ", ""};
        case function_id::lower: return {"lower(", "", " COLLATE \"C\")"};
        case function_id::upper: return {"upper(", "", " COLLATE \"C\")"};
        case function_id::trim: return {"btrim(", "", ")"};
        case function_id::trim_left: return {"ltrim(", "", ")"};
        case function_id::trim_right: return {"rtrim(", "", ")"};
        case function_id::length: return {"CAST(length(", "", ") AS bigint)"};
        case function_id::substr: return {"substr(", ", CAST(", " AS integer))", " AS integer), CAST("};
        case function_id::replace: return {"replace(", ", ", ")"};
        case function_id::absolute: return {"abs(", "", ")"};
        // round() takes halves to the even number
        case function_id::round:
            return {
                "(SELECT CASE WHEN abs(v) < 4503599627370496 THEN trunc(v + 0.5 * sign(v)) ELSE v END FROM "
                "(SELECT CAST(",
                "", " AS double precision) AS v) AS operand)"};
        case function_id::floor: return {"floor(CAST(", "", " AS double precision))"};
        case function_id::ceil: return {"ceil(CAST(", "", " AS double precision))"};
        case function_id::coalesce: return {"coalesce(", ", ", ")"};
        case function_id::nullif: return {"nullif(", ", ", ")"};
        case function_id::greatest: return {"greatest(", ", ", ")"};
        case function_id::least: return {"least(", ", ", ")"};
        case function_id::cast_integer:
            if (of_first == value_kind::boolean) return {"CAST(CAST(", "", " AS integer) AS bigint)"};
            if (is_integer(of_first)) return {"CAST(", "", " AS bigint)"};
            return {"CAST(trunc(", "", ") AS bigint)"};
        case function_id::cast_real: return {"CAST(", "", " AS double precision)"};
        case function_id::cast_text: return {"CAST(", "", " AS text)"};
        case function_id::current_time: return {"statement_timestamp()", "", ""};
        case function_id::date_of: return {"CAST(", "", " AT TIME ZONE 'UTC' AS date)"};
        case function_id::year: return {"CAST(floor(extract(year FROM ", "", part_end};
        case function_id::quarter: return {"CAST(floor(extract(quarter FROM ", "", part_end};
        case function_id::month: return {"CAST(floor(extract(month FROM ", "", part_end};
        case function_id::day: return {"CAST(floor(extract(day FROM ", "", part_end};
        case function_id::hour: return {"CAST(floor(extract(hour FROM ", "", part_end};
        case function_id::minute: return {"CAST(floor(extract(minute FROM ", "", part_end};
        case function_id::second: return {"CAST(floor(extract(second FROM ", "", part_end};
        case function_id::day_of_week: return {"CAST(floor(extract(dow FROM ", "", part_end};
        case function_id::day_of_year: return {"CAST(floor(extract(doy FROM ", "", part_end};
        case function_id::truncate_year:
            return {day ? "CAST(date_trunc('year', CAST(" : "date_trunc('year', ", "", truncation_end};
        case function_id::truncate_month:
            return {day ? "CAST(date_trunc('month', CAST(" : "date_trunc('month', ", "", truncation_end};
        case function_id::truncate_week:
            return {day ? "CAST(date_trunc('week', CAST(" : "date_trunc('week', ", "", truncation_end};
        case function_id::truncate_day: return {"date_trunc('day', ", "", truncation_end};
        case function_id::truncate_hour: return {"date_trunc('hour', ", "", truncation_end};
        case function_id::truncate_minute: return {"date_trunc('minute', ", "", truncation_end};
        case function_id::truncate_second: return {"date_trunc('second', ", "", truncation_end};
        case function_id::microseconds_between:
            return {"CAST(extract(epoch FROM (", " - ", ")) * 1000000 AS bigint)"};
        case function_id::later_by: return {"(", " + ", " * interval '1 microsecond')"};
        case function_id::count_rows: return {"count(*", "", ")"};
        case function_id::count: return {"count(", "", ")"};
        case function_id::count_distinct: return {"count(DISTINCT ", "", ")"};
        case function_id::sum:
            return is_integer(of_first) ? function_text{"CAST(sum(", "", ")", "", " AS bigint)"}
                                        : function_text{"sum(", "", ")"};
        case function_id::sum_distinct:
            return is_integer(of_first) ? function_text{"CAST(sum(DISTINCT ", "", ")", "", " AS bigint)"}
                                        : function_text{"sum(DISTINCT ", "", ")"};
        case function_id::average: return {"CAST(avg(", "", ")", "", " AS double precision)"};
        case function_id::minimum: return {"min(", "", ")"};
        case function_id::maximum: return {"max(", "", ")"};
        case function_id::text_list: return {"string_agg(", ", ", ")"};
        case function_id::row_number: return {"row_number(", "", ")"};
        case function_id::rank: return {"rank(", "", ")"};
        case function_id::dense_rank: return {"dense_rank(", "", ")"};
        case function_id::percent_rank: return {"percent_rank(", "", ")"};
        case function_id::cume_dist: return {"cume_dist(", "", ")"};
        case function_id::ntile: return {"ntile(CAST(", "", " AS integer))"};
        case function_id::lag: return {"lag(", ", CAST(", " AS integer))"};
        case function_id::lead: return {"lead(", ", CAST(", " AS integer))"};
        case function_id::first_value: return {"first_value(", "", ")"};
        case function_id::last_value: return {"last_value(", "", ")"};
        case function_id::nth_value: return {"nth_value(", ", CAST(", " AS integer))"};
        default: return {};
    }
}

}  // namespace interlock::detail
