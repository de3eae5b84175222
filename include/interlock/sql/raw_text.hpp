// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/column_info.hpp>
#include <interlock/model/value_kind.hpp>

#include <cstddef>

namespace interlock {

/// What a column of a raw text's result is read into. The kinds whose codec decides itself what it reads are not
/// checked beforehand.
struct raw_column {
    value_kind kind = value_kind::text;
    bool checked = true;
};

/// What the compiler knows of a raw text: everything but the text. A constant, whose address tells two uses of one
/// text apart.
struct raw_signature {
    const value_kind* parameters = nullptr;
    std::size_t parameter_count = 0;
    const raw_column* columns = nullptr;  // of the result; none where rows are not read
    std::size_t column_count = 0;
    const table_info* table = nullptr;  // of the model that the rows are read into, for errors; or no_table
    bool reads = true;
    bool portable = false;  // for an either<...>: the text has to serve every engine
};

namespace detail {

/// What is wanted of a column, for messages.
constexpr const char* wanted_by(value_kind kind) {
    switch (kind) {
        case value_kind::boolean: return "a bool";
        case value_kind::int16:
        case value_kind::int32:
        case value_kind::int64: return "an integer";
        case value_kind::real32:
        case value_kind::real64: return "a number";
        case value_kind::text: return "a text";
        case value_kind::blob: return "a blob";
        case value_kind::date: return "a date";
        case value_kind::timestamp: return "a point in time";
        default: return "another type";
    }
}

}  // namespace detail

}  // namespace interlock
