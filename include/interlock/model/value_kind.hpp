// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

namespace interlock {

/// What a column or a parameter holds, as far as a database sees it.
enum class value_kind : std::uint8_t {
    boolean,
    int16,
    int32,
    int64,
    real32,
    real64,
    text,
    blob,
    date,
    timestamp,
    uuid,
    decimal,
    json,
    boolean_list,
    int16_list,
    int32_list,
    int64_list,
    real32_list,
    real64_list,
    text_list,
    uuid_list,
    date_list,
    timestamp_list,
    decimal_list,
};

constexpr bool is_integer(value_kind kind) {
    return kind == value_kind::int16 || kind == value_kind::int32 || kind == value_kind::int64;
}

constexpr bool is_number(value_kind kind) {
    return is_integer(kind) || kind == value_kind::real32 || kind == value_kind::real64;
}

/// Several values in one: a parameter for in(), and on engines with arrays a column.
constexpr bool is_list(value_kind kind) { return kind >= value_kind::boolean_list; }

/// Whether every engine compares values of this kind alike. Documents and arrays it does not: to one engine they
/// are structures, to another texts.
constexpr bool is_comparable(value_kind kind) { return kind != value_kind::json && !is_list(kind); }

/// Whether values of this kind can be bound as a list.
constexpr bool has_list(value_kind kind) { return is_comparable(kind) && kind != value_kind::blob; }

/// The kind of a list whose elements are compared with a column of this kind. It is the column's own: a list of
/// wider elements could not be looked up by their hash.
constexpr value_kind list_of(value_kind kind) {
    switch (kind) {
        case value_kind::int16: return value_kind::int16_list;
        case value_kind::int32: return value_kind::int32_list;
        case value_kind::int64: return value_kind::int64_list;
        case value_kind::real32:
        case value_kind::real64: return value_kind::real64_list;
        case value_kind::uuid: return value_kind::uuid_list;
        case value_kind::boolean: return value_kind::boolean_list;
        case value_kind::date: return value_kind::date_list;
        case value_kind::timestamp: return value_kind::timestamp_list;
        case value_kind::decimal: return value_kind::decimal_list;
        default: return value_kind::text_list;
    }
}

/// The kind that a parameter of this kind is sent as: the widest of its family, so that a value that does
/// not fit the column is compared or refused, never cut.
constexpr value_kind widened(value_kind kind) {
    if (is_integer(kind)) return value_kind::int64;
    if (kind == value_kind::real32) return value_kind::real64;
    return kind;
}

}  // namespace interlock
