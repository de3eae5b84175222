// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

namespace interlock {

/// What can be computed. How a dialect writes it is in sql/: sqlite_functions.hpp, postgres_functions.hpp.
enum class function_id : std::uint8_t {
    add,
    subtract,
    multiply,
    divide,
    divide_or_null,
    modulo,
    modulo_or_null,
    negate,
    concat,
    lower,
    upper,
    trim,
    trim_left,
    trim_right,
    length,
    substr,
    replace,
    absolute,
    round,
    floor,
    ceil,
    coalesce,
    nullif,
    greatest,
    least,
    cast_integer,
    cast_real,
    cast_text,
    current_time,
    date_of,
    year,
    quarter,
    month,
    day,
    hour,
    minute,
    second,
    day_of_week,
    day_of_year,
    truncate_year,
    truncate_month,
    truncate_week,
    truncate_day,
    truncate_hour,
    truncate_minute,
    truncate_second,
    microseconds_between,
    later_by,
    count_rows,
    count,
    count_distinct,
    sum,
    sum_distinct,
    average,
    minimum,
    maximum,
    text_list,
    row_number,
    rank,
    dense_rank,
    percent_rank,
    cume_dist,
    ntile,
    lag,
    lead,
    first_value,
    last_value,
    nth_value,
};

/// Whether it is written between its operands.
constexpr bool is_infix(function_id f) { return f <= function_id::concat; }

/// Whether it computes with numbers, which PostgreSQL would do in the width of the operands.
constexpr bool is_computation(function_id f) {
    return f <= function_id::negate || f == function_id::absolute || f == function_id::sum ||
           f == function_id::sum_distinct;
}

}  // namespace interlock
