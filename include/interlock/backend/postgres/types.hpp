// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/value_kind.hpp>

#include <libpq-fe.h>

#include <cstdint>
#include <string>

namespace interlock::postgres_detail {

// The object identifiers of PostgreSQL's types (its catalog pg_type.dat); they never change.
namespace oid {
inline constexpr Oid boolean = 16, bytea = 17, name = 19, int8 = 20, int2 = 21, int4 = 23, text = 25,
                     float4 = 700, float8 = 701, int2_array = 1005, int4_array = 1007, int8_array = 1016,
                     bool_array = 1000, text_array = 1009, varchar_array = 1015, float4_array = 1021,
                     float8_array = 1022, bpchar = 1042, varchar = 1043, date = 1082, timestamp = 1114,
                     timestamptz = 1184, date_array = 1182, timestamptz_array = 1185, numeric = 1700,
                     numeric_array = 1231, json = 114, uuid = 2950, uuid_array = 2951, jsonb = 3802;
}  // namespace oid

constexpr Oid oid_of(value_kind kind) {
    switch (kind) {
        case value_kind::boolean: return oid::boolean;
        case value_kind::int16: return oid::int2;
        case value_kind::int32: return oid::int4;
        case value_kind::int64: return oid::int8;
        case value_kind::real32: return oid::float4;
        case value_kind::real64: return oid::float8;
        case value_kind::text: return oid::text;
        case value_kind::blob: return oid::bytea;
        case value_kind::date: return oid::date;
        case value_kind::timestamp: return oid::timestamptz;
        case value_kind::uuid: return oid::uuid;
        case value_kind::decimal: return oid::numeric;
        case value_kind::json: return oid::jsonb;
        case value_kind::boolean_list: return oid::bool_array;
        case value_kind::int16_list: return oid::int2_array;
        case value_kind::int32_list: return oid::int4_array;
        case value_kind::int64_list: return oid::int8_array;
        case value_kind::real32_list: return oid::float4_array;
        case value_kind::real64_list: return oid::float8_array;
        case value_kind::text_list: return oid::text_array;
        case value_kind::uuid_list: return oid::uuid_array;
        case value_kind::date_list: return oid::date_array;
        case value_kind::timestamp_list: return oid::timestamptz_array;
        case value_kind::decimal_list: return oid::numeric_array;
    }
    return 0;
}

/// A type's name in SQL, for messages.
inline std::string postgres_type_name(Oid type) {
    struct entry {
        Oid type;
        const char* name;
    };
    static constexpr entry names[] = {
        {oid::boolean, "boolean"},
        {oid::bytea, "bytea"},
        {18, "\"char\""},
        {oid::name, "name"},
        {oid::int8, "bigint"},
        {oid::int2, "smallint"},
        {oid::int4, "integer"},
        {oid::text, "text"},
        {26, "oid"},
        {oid::json, "json"},
        {142, "xml"},
        {oid::float4, "real"},
        {oid::float8, "double precision"},
        {869, "inet"},
        {650, "cidr"},
        {829, "macaddr"},
        {oid::bool_array, "boolean[]"},
        {1001, "bytea[]"},
        {1005, "smallint[]"},
        {1007, "integer[]"},
        {oid::text_array, "text[]"},
        {oid::varchar_array, "character varying[]"},
        {oid::int8_array, "bigint[]"},
        {oid::float4_array, "real[]"},
        {oid::float8_array, "double precision[]"},
        {oid::bpchar, "character"},
        {oid::varchar, "character varying"},
        {oid::date, "date"},
        {1083, "time"},
        {oid::timestamp, "timestamp without time zone"},
        {oid::timestamptz, "timestamp with time zone"},
        {1186, "interval"},
        {1266, "time with time zone"},
        {1560, "bit"},
        {oid::numeric, "numeric"},
        {2249, "record"},
        {2278, "void"},
        {oid::uuid, "uuid"},
        {oid::uuid_array, "uuid[]"},
        {oid::jsonb, "jsonb"},
        {3904, "int4range"},
        {3926, "int8range"},
        {3908, "tsrange"},
        {3910, "tstzrange"},
    };
    for (const entry& e : names)
        if (e.type == type) return e.name;
    return "the type with oid " + std::to_string(type);
}

}  // namespace interlock::postgres_detail
