// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/postgres/array.hpp>
#include <interlock/backend/postgres/column.hpp>
#include <interlock/backend/postgres/numeric.hpp>
#include <interlock/backend/postgres/types.hpp>
#include <interlock/backend/postgres/wire.hpp>
#include <interlock/model/codec.hpp>
#include <interlock/model/error.hpp>
#include <interlock/model/uuid_text.hpp>

#include <libpq-fe.h>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace interlock {

/// One value of the current row.
class postgres_value {
public:
    postgres_value(const PGresult* result, int row, int column,
                   postgres_detail::representation stored) noexcept
        : result_(result), row_(row), column_(column), stored_(stored) {}

    bool is_null() const noexcept { return PQgetisnull(result_, row_, column_) != 0; }

    /// From boolean.
    bool boolean() const {
        if (stored_ == form::boolean) return *bytes(1) != 0;
        if (stored_ == form::printed_boolean) return *bytes(1) == 't';
        refuse("a boolean");
    }

    /// From smallint, integer and bigint.
    std::int64_t integer() const {
        switch (stored_) {
            case form::printed_integer: return printed_integer();
            case form::int8: return postgres_detail::load_integer<std::int64_t>(bytes(8));
            case form::int4: return postgres_detail::load_integer<std::int32_t>(bytes(4));
            case form::int2: return postgres_detail::load_integer<std::int16_t>(bytes(2));
            default: refuse("an integer");
        }
    }

    /// From real and double precision; from an integer or a numeric that a double can keep.
    double real() const {
        switch (stored_) {
            case form::float8: return postgres_detail::load_double(bytes(8));
            case form::float4: return static_cast<double>(postgres_detail::load_float(bytes(4)));
            case form::numeric: return numeric();
            case form::int8:
            case form::int4:
            case form::int2:
            case form::printed_integer: return exact(integer());
            default: refuse("a number");
        }
    }

    /// From text, character varying, character and name. Valid until the next step.
    std::string_view text() const {
        if (stored_ != form::text) refuse("a text");
        const int size = length();
        return {PQgetvalue(result_, row_, column_), static_cast<std::size_t>(size)};
    }

    /// What came, of a type whose text is the same in both formats: json is one. Valid until the next step.
    std::string_view printed() const {
        return {PQgetvalue(result_, row_, column_), static_cast<std::size_t>(length())};
    }

    /// From bytea. Valid until the next step.
    blob_view blob() const {
        if (stored_ != form::bytea) refuse("a blob");
        const int size = length();
        return {reinterpret_cast<const std::byte*>(PQgetvalue(result_, row_, column_)),
                static_cast<std::size_t>(size)};
    }

    /// From date.
    stored_date date() const {
        if (stored_ != form::date) refuse("a date");
        const auto days = postgres_detail::load_integer<std::int32_t>(bytes(4));
        using limits = std::numeric_limits<std::int32_t>;
        if (days == limits::min() || days > limits::max() - postgres_detail::epoch_days) out_of_range("date");
        return {days + postgres_detail::epoch_days};
    }

    /// From timestamp with time zone; from timestamp without time zone, which is taken as UTC.
    stored_timestamp timestamp() const {
        if (stored_ != form::timestamp) refuse("a point in time");
        const auto time = postgres_detail::load_integer<std::int64_t>(bytes(8));
        using limits = std::numeric_limits<std::int64_t>;
        if (time == limits::min() || time > limits::max() - postgres_detail::epoch_microseconds)
            out_of_range("point in time");
        return {time + postgres_detail::epoch_microseconds};
    }

    /// From uuid.
    stored_uuid uuid() const {
        stored_uuid value;
        if (stored_ == form::uuid) std::memcpy(value.bytes, bytes(sizeof value.bytes), sizeof value.bytes);
        else if (stored_ != form::printed_uuid) refuse("a UUID");
        else if (!detail::read_uuid({bytes(detail::uuid_length), detail::uuid_length}, value))
            refuse_length(detail::uuid_length);
        return value;
    }

    /// From numeric; from an integer.
    stored_decimal decimal() const {
        switch (stored_) {
            case form::numeric: {
                const int size = length();
                return located([&] {
                    return postgres_detail::decode_decimal(PQgetvalue(result_, row_, column_), size);
                });
            }
            case form::int8:
            case form::int4:
            case form::int2:
            case form::printed_integer: return {integer(), 0};
            default: refuse("a decimal");
        }
    }

    /// From jsonb and json. Valid until the next step.
    std::string_view json() const {
        if (stored_ != form::json && stored_ != form::jsonb) refuse("a JSON document");
        const int size = length();
        std::string_view text(PQgetvalue(result_, row_, column_), static_cast<std::size_t>(size));
        if (stored_ == form::jsonb) text.remove_prefix(text.empty() ? 0 : 1);  // the version of the format
        return text;
    }

    /// From text, a name; from an integer, a number.
    stored_enum enumerator() const {
        if (stored_ == form::text) return {0, text(), true};
        return {integer(), {}, false};
    }

    /// From an array of one dimension.
    template <class Element>
    std::vector<Element> array() const {
        if (stored_ != form::array) refuse("an array");
        const int size = length();
        return located([&] {
            return postgres_detail::decode_array<Element>(
                {PQgetvalue(result_, row_, column_), static_cast<std::size_t>(size)});
        });
    }

private:
    using form = postgres_detail::representation;

    /// Adds the column to what a decoder throws.
    template <class Decode>
    auto located(Decode decode) const -> decltype(decode()) {
        try {
            return decode();
        } catch (error& e) {
            e.at_column(column_);
            throw;
        }
    }

    /// An empty value and NULL have the same length; only NULL is refused.
    int length() const {
        const int size = PQgetlength(result_, row_, column_);
        if (size == 0 && is_null()) refuse_null();
        return size;
    }
    const char* bytes(int size) const {
        const int stored = PQgetlength(result_, row_, column_);
        if (stored != size) refuse_length(stored);
        return PQgetvalue(result_, row_, column_);
    }

    std::int64_t printed_integer() const {
        const int size = length();
        const char* const digits = PQgetvalue(result_, row_, column_);
        std::int64_t value = 0;
        const auto read = std::from_chars(digits, digits + size, value);
        if (read.ec != std::errc() || read.ptr != digits + size) refuse_length(size);
        return value;
    }

    double exact(std::int64_t value) const {
        constexpr std::int64_t limit = std::int64_t{1} << 53;
        if (value <= limit && value >= -limit) return static_cast<double>(value);
        value_out_of_range e("the stored integer " + std::to_string(value) + " is not exact as a double");
        e.at_column(column_);
        throw e;
    }

    double numeric() const {
        const int size = length();
        return located(
            [&] { return postgres_detail::decode_numeric(PQgetvalue(result_, row_, column_), size); });
    }

    [[noreturn, gnu::cold]] void refuse(const char* wanted) const {
        type_mismatch e("the column is of type " +
                        postgres_detail::postgres_type_name(PQftype(result_, column_)) +
                        " where the model declares " + wanted);
        e.at_column(column_);
        throw e;
    }
    [[noreturn, gnu::cold]] void refuse_null() const {
        type_mismatch e("NULL in a column that the model declares as not null");
        e.at_column(column_);
        throw e;
    }
    [[noreturn, gnu::cold]] void refuse_length(int stored) const {
        if (is_null()) refuse_null();
        type_mismatch e("a value of " + std::to_string(stored) + " bytes in a column of type " +
                        postgres_detail::postgres_type_name(PQftype(result_, column_)));
        e.at_column(column_);
        throw e;
    }
    [[noreturn, gnu::cold]] void out_of_range(const char* what) const {
        value_out_of_range e(std::string("the stored ") + what +
                             " is infinite or too far away for the model");
        e.at_column(column_);
        throw e;
    }

    const PGresult* result_;
    int row_;
    int column_;
    form stored_;
};

}  // namespace interlock
