// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/postgres/numeric.hpp>
#include <interlock/backend/postgres/types.hpp>
#include <interlock/backend/postgres/wire.hpp>
#include <interlock/model/codec.hpp>
#include <interlock/model/error.hpp>
#include <interlock/model/utf8.hpp>
#include <interlock/model/uuid_text.hpp>
#include <interlock/model/value_kind.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// A value in the binary format of the type that stands for a kind. Each function writes at most largest_encoded bytes
// and returns how many; each throws value_out_of_range for a value that the kind cannot hold, and usage_error for
// one that it can never hold.

namespace interlock::postgres_detail {

inline constexpr std::size_t largest_encoded = 32;  // a numeric of 38 digits

[[noreturn]] inline void refuse_kind(const char* given, value_kind kind) {
    throw usage_error(std::string(given) + " was bound where the statement takes " +
                      postgres_type_name(oid_of(kind)));
}

template <class Integer>
std::size_t encode_integer_as(std::int64_t value, char* out) {
    if (value < std::numeric_limits<Integer>::min() || value > std::numeric_limits<Integer>::max())
        throw value_out_of_range("the value " + std::to_string(value) + " does not fit a column of " +
                                 std::to_string(sizeof(Integer) * 8) + " bits");
    store_integer(out, static_cast<Integer>(value));
    return sizeof(Integer);
}

inline std::size_t encode_real(value_kind kind, double value, char* out) {
    if (kind == value_kind::real64) {
        store_double(out, value);
        return 8;
    }
    if (kind != value_kind::real32) refuse_kind("a number with a fraction", kind);
    constexpr double limit = static_cast<double>(std::numeric_limits<float>::max());
    const bool finite = value - value == 0;
    if (finite && (value > limit || value < -limit))
        throw value_out_of_range("the value " + std::to_string(value) +
                                 " does not fit a column of type real");
    store_float(out, static_cast<float>(value));
    return 4;
}

inline std::size_t encode_integer(value_kind kind, std::int64_t value, char* out) {
    switch (kind) {
        case value_kind::int64: store_integer(out, value); return 8;
        case value_kind::int32: return encode_integer_as<std::int32_t>(value, out);
        case value_kind::int16: return encode_integer_as<std::int16_t>(value, out);
        case value_kind::real64:
        case value_kind::real32: {
            constexpr std::int64_t exact = std::int64_t{1} << 53;
            if (value > exact || value < -exact)
                throw value_out_of_range("the integer " + std::to_string(value) +
                                         " is not exact as a double");
            return encode_real(kind, static_cast<double>(value), out);
        }
        default: refuse_kind("an integer", kind);
    }
}

inline std::size_t encode_boolean(value_kind kind, bool value, char* out) {
    if (kind != value_kind::boolean) refuse_kind("a boolean", kind);
    *out = value ? 1 : 0;
    return 1;
}

inline std::size_t encode_date(value_kind kind, stored_date value, char* out) {
    if (kind != value_kind::date) refuse_kind("a date", kind);
    // the two ends of the range stand for the infinities
    if (value.days <= std::numeric_limits<std::int32_t>::min() + epoch_days)
        throw value_out_of_range("the date is too early for the database");
    store_integer(out, value.days - epoch_days);
    return 4;
}

inline std::size_t encode_timestamp(value_kind kind, stored_timestamp value, char* out) {
    if (kind != value_kind::timestamp) refuse_kind("a point in time", kind);
    if (value.microseconds <= std::numeric_limits<std::int64_t>::min() + epoch_microseconds)
        throw value_out_of_range("the point in time is too early for the database");
    store_integer(out, value.microseconds - epoch_microseconds);
    return 8;
}

inline std::size_t encode_uuid(value_kind kind, const stored_uuid& value, char* out) {
    if (kind != value_kind::uuid) refuse_kind("a UUID", kind);
    std::memcpy(out, value.bytes, sizeof value.bytes);
    return sizeof value.bytes;
}

inline std::size_t encode_decimal(value_kind kind, stored_decimal value, char* out) {
    if (kind != value_kind::decimal) refuse_kind("a decimal", kind);
    return encode_numeric(value, out);
}

/// Lengths on the wire are of 32 bits.
inline int wire_length(std::size_t size) {
    if (size > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()))
        throw value_out_of_range("the value is larger than 2 GB, which no column can hold");
    return static_cast<int>(size);
}

/// PostgreSQL has no text with a NUL in it, and none that is not UTF-8; what it says of one would end the transaction.
inline void check_text(value_kind kind, std::string_view value) {
    if (kind != value_kind::text) refuse_kind("a text", kind);
    detail::require_utf8(value);
    if (!value.empty() && std::memchr(value.data(), 0, value.size()) != nullptr)
        throw value_out_of_range("the text holds a NUL byte, which PostgreSQL cannot store");
}

inline void check_blob(value_kind kind) {
    if (kind != value_kind::blob) refuse_kind("a blob", kind);
}

// Arrays of one dimension: number of dimensions, flag for nulls, type of the elements, then length and lower
// bound of the dimension, then each element after its length.

template <class Integer>
void append_integer(std::string& out, Integer value) {
    char bytes[sizeof value];
    store_integer(bytes, value);
    out.append(bytes, sizeof bytes);
}

inline void begin_list(std::string& out, Oid element, std::size_t count) {
    out.clear();
    append_integer<std::int32_t>(out, count == 0 ? 0 : 1);
    append_integer<std::int32_t>(out, 0);
    append_integer<std::uint32_t>(out, element);
    if (count == 0) return;
    append_integer<std::int32_t>(out, wire_length(count));
    append_integer<std::int32_t>(out, 1);
}

/// What does not fit the elements equals no stored value and is left out.
template <class Integer>
void encode_integers(Oid element, const std::vector<std::int64_t>& list, std::string& out) {
    constexpr std::size_t size = 4 + sizeof(Integer);
    std::size_t count = 0;
    for (const std::int64_t value : list) count += std::in_range<Integer>(value);
    begin_list(out, element, count);
    std::size_t at = out.size();
    out.resize(at + count * size);
    for (const std::int64_t value : list) {
        if (!std::in_range<Integer>(value)) continue;
        store_integer<std::int32_t>(&out[at], sizeof(Integer));
        store_integer(&out[at + 4], static_cast<Integer>(value));
        at += size;
    }
}

template <class Element, class Encode>
void encode_elements(Oid element, const std::vector<Element>& list, std::string& out, Encode encode) {
    begin_list(out, element, list.size());
    char bytes[largest_encoded];
    for (const Element& value : list) {
        const std::size_t size = encode(value, bytes);
        append_integer(out, static_cast<std::int32_t>(size));
        out.append(bytes, size);
    }
}

inline void encode_list(value_kind kind, const std::vector<stored_date>& list, std::string& out) {
    if (kind != value_kind::date_list) refuse_kind("a list of dates", kind);
    encode_elements(oid::date, list, out,
                    [](stored_date v, char* to) { return encode_date(value_kind::date, v, to); });
}
inline void encode_list(value_kind kind, const std::vector<stored_timestamp>& list, std::string& out) {
    if (kind != value_kind::timestamp_list) refuse_kind("a list of points in time", kind);
    encode_elements(oid::timestamptz, list, out, [](stored_timestamp v, char* to) {
        return encode_timestamp(value_kind::timestamp, v, to);
    });
}
inline void encode_list(value_kind kind, const std::vector<stored_decimal>& list, std::string& out) {
    if (kind != value_kind::decimal_list) refuse_kind("a list of decimals", kind);
    encode_elements(oid::numeric, list, out,
                    [](stored_decimal v, char* to) { return encode_numeric(v, to); });
}

inline void encode_list(value_kind kind, const std::vector<std::int64_t>& list, std::string& out) {
    switch (kind) {
        case value_kind::boolean_list:
            return encode_elements(oid::boolean, list, out, [](std::int64_t v, char* to) {
                return encode_boolean(value_kind::boolean, v != 0, to);
            });
        case value_kind::int16_list: return encode_integers<std::int16_t>(oid::int2, list, out);
        case value_kind::int32_list: return encode_integers<std::int32_t>(oid::int4, list, out);
        case value_kind::int64_list: return encode_integers<std::int64_t>(oid::int8, list, out);
        default: refuse_kind("a list of integers", kind);
    }
}

inline void encode_list(value_kind kind, const std::vector<double>& list, std::string& out) {
    if (kind != value_kind::real64_list) refuse_kind("a list of numbers", kind);
    begin_list(out, oid::float8, list.size());
    std::size_t at = out.size();
    out.resize(at + list.size() * 12);
    for (const double value : list) {
        store_integer<std::int32_t>(&out[at], 8);
        store_double(&out[at + 4], value);
        at += 12;
    }
}

inline void encode_uuids(const std::vector<std::string>& list, std::string& out) {
    begin_list(out, oid::uuid, list.size());
    for (const std::string& text : list) {
        stored_uuid value;
        detail::read_uuid(text, value);  // a list of texts is made of UUIDs
        append_integer<std::int32_t>(out, sizeof value.bytes);
        out.append(reinterpret_cast<const char*>(value.bytes), sizeof value.bytes);
    }
}

inline void encode_list(value_kind kind, const std::vector<std::string>& list, std::string& out) {
    if (kind == value_kind::uuid_list) return encode_uuids(list, out);
    if (kind != value_kind::text_list) refuse_kind("a list of texts", kind);
    begin_list(out, oid::text, list.size());
    for (const std::string& value : list) {
        check_text(value_kind::text, value);
        append_integer<std::int32_t>(out, wire_length(value.size()));
        out += value;
    }
}

}  // namespace interlock::postgres_detail
