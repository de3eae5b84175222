// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/postgres/types.hpp>
#include <interlock/model/value_kind.hpp>
#include <interlock/sql/statement_text.hpp>

#include <libpq-fe.h>

#include <cstddef>
#include <cstdint>

namespace interlock::postgres_detail {

/// How the values of a result's column are to be read: looked up once for each execution.
enum class representation : std::uint8_t {
    unreadable,
    boolean,
    int2,
    int4,
    int8,
    float4,
    float8,
    numeric,
    text,
    bytea,
    date,
    timestamp,
    uuid,
    json,
    jsonb,
    array,
    printed_boolean,  // in the text format
    printed_integer,
    printed_uuid,
};

constexpr representation representation_of(Oid type, bool binary) {
    switch (type) {
        case oid::text:
        case oid::varchar:
        case oid::bpchar:
        case oid::name: return representation::text;  // the same bytes in both formats
        case oid::boolean: return binary ? representation::boolean : representation::printed_boolean;
        case oid::int2: return binary ? representation::int2 : representation::printed_integer;
        case oid::int4: return binary ? representation::int4 : representation::printed_integer;
        case oid::int8: return binary ? representation::int8 : representation::printed_integer;
        case oid::uuid: return binary ? representation::uuid : representation::printed_uuid;
        case oid::json: return representation::json;
        case oid::jsonb: return binary ? representation::jsonb : representation::json;
        default: break;
    }
    if (!binary) return representation::unreadable;
    switch (type) {
        case oid::float4: return representation::float4;
        case oid::float8: return representation::float8;
        case oid::numeric: return representation::numeric;
        case oid::bytea: return representation::bytea;
        case oid::date: return representation::date;
        case oid::timestamp:
        case oid::timestamptz: return representation::timestamp;
        case oid::bool_array:
        case oid::int2_array:
        case oid::int4_array:
        case oid::int8_array:
        case oid::float4_array:
        case oid::float8_array:
        case oid::text_array:
        case oid::varchar_array: return representation::array;
        default: return representation::unreadable;
    }
}

// A result comes as a whole in the text or in the binary format. The binary one needs no parsing, and no
// setting of the server changes it. But the server makes it more slowly, since it takes a kilobyte of memory
// for each value; where a result has only texts, integers, booleans, UUIDs and documents, the text
// format is ahead.

constexpr bool reads_fast_as_text(value_kind kind) {
    return is_integer(kind) || kind == value_kind::text || kind == value_kind::boolean ||
           kind == value_kind::uuid || kind == value_kind::json;
}
constexpr bool reads_fast_as_text(Oid type) {
    return representation_of(type, false) != representation::unreadable;
}

/// Whether a column of this type can be read as a kind at all; a value may still not fit.
constexpr bool reads_as(Oid type, value_kind kind) {
    const representation form = representation_of(type, true);
    const bool integer =
        form == representation::int2 || form == representation::int4 || form == representation::int8;
    switch (kind) {
        case value_kind::boolean: return form == representation::boolean;
        case value_kind::int16:
        case value_kind::int32:
        case value_kind::int64: return integer;
        case value_kind::real32:
        case value_kind::real64:
            return integer || form == representation::float4 || form == representation::float8 ||
                   form == representation::numeric;
        case value_kind::text: return form == representation::text;
        case value_kind::blob: return form == representation::bytea;
        case value_kind::date: return form == representation::date;
        case value_kind::timestamp: return form == representation::timestamp;
        default: return true;  // seen when it is read
    }
}

/// Whether the model says that the text format serves. Without a model the first result tells.
inline bool reads_fast_as_text(const statement_text& text) {
    if (!text.columns_are_the_table) return false;
    for (const column_info& column : *text.table)
        if (!reads_fast_as_text(column.kind)) return false;
    return true;
}

}  // namespace interlock::postgres_detail
