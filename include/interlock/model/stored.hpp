// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace interlock {

// What a codec makes of a value and backends know how to write, beside bool, std::int64_t, double, text and bytes.

/// Bytes that somebody else owns.
struct blob_view {
    const std::byte* data = nullptr;
    std::size_t size = 0;
};

/// A calendar day: days since 1970-01-01.
struct stored_date {
    std::int32_t days = 0;
};

/// A point in time: microseconds since 1970-01-01 00:00:00 UTC.
struct stored_timestamp {
    std::int64_t microseconds = 0;
};

/// The bytes of a UUID in the order in which they are written.
struct stored_uuid {
    std::uint8_t bytes[16]{};
};

__extension__ typedef __int128 int128;

/// digits / 10^scale, exactly; at most 38 digits. Aligned as the others are, so that it costs a query no gaps.
struct stored_decimal {
    [[gnu::packed, gnu::aligned(8)]] int128 digits = 0;
    std::int64_t scale = 0;
};
static_assert(sizeof(stored_decimal) == 24 && alignof(stored_decimal) == 8);

/// A JSON document as text.
struct stored_json {
    std::string text;
};

/// An enumerator: written by its number or by its name, as the column is declared; read from either.
struct stored_enum {
    std::int64_t number = 0;
    std::string_view name;
    bool named = true;  // false: read from its number
};

}  // namespace interlock
