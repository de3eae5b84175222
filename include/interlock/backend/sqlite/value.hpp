// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/concept.hpp>
#include <interlock/backend/sqlite/list_text.hpp>
#include <interlock/model/error.hpp>
#include <interlock/model/integer_text.hpp>
#include <interlock/model/time_text.hpp>
#include <interlock/model/uuid_text.hpp>
#include <interlock/sql/sortable_decimal.hpp>

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace interlock {

/// The value in one column of the current row, read strictly: SQLite would convert, this does not.
class sqlite_value {
public:
    sqlite_value(sqlite3_value* value, int column) noexcept
        : value_(value), type_(sqlite3_value_type(value)), column_(column) {}

    bool is_null() const noexcept { return type_ == SQLITE_NULL; }

    bool boolean() const {
        const std::int64_t i = integer();
        if (i != 0 && i != 1)
            refuse(column_, "the stored integer " + detail::integer_text(i) +
                                " is neither 0 nor 1, as a bool would be");
        return i != 0;
    }
    std::int64_t integer() const {
        if (type_ != SQLITE_INTEGER) refuse_integer(value_, type_, column_);
        return sqlite3_value_int64(value_);
    }
    double real() const {
        if (type_ != SQLITE_FLOAT && type_ != SQLITE_INTEGER) refuse_type(type_, column_, "a number");
        return sqlite3_value_double(value_);
    }
    std::string_view text() const {
        if (type_ != SQLITE_TEXT) refuse_type(type_, column_, "text");
        const auto* data = reinterpret_cast<const char*>(sqlite3_value_text(value_));
        if (data == nullptr) refuse_memory();
        return {data, static_cast<std::size_t>(sqlite3_value_bytes(value_))};
    }
    blob_view blob() const {
        if (type_ != SQLITE_BLOB) refuse_type(type_, column_, "a blob");
        const auto* data = static_cast<const std::byte*>(sqlite3_value_blob(value_));
        return {data, static_cast<std::size_t>(sqlite3_value_bytes(value_))};
    }
    stored_date date() const {
        stored_date date;
        if (!detail::read_date(text(), date)) refuse(column_, "the stored text is no date (YYYY-MM-DD)");
        return date;
    }
    stored_timestamp timestamp() const {
        stored_timestamp time;
        if (!detail::read_timestamp(text(), time))
            refuse(column_, "the stored text is no time (YYYY-MM-DD HH:MM:SS.ffffff, UTC)");
        return time;
    }
    stored_uuid uuid() const {
        stored_uuid uuid;
        if (!detail::read_uuid(text(), uuid))
            refuse(column_, "the stored text is no UUID (36 characters, in lower case)");
        return uuid;
    }
    stored_decimal decimal() const {
        stored_decimal decimal;
        if (!detail::read_sortable(text(), decimal))
            refuse(column_, "the stored text is no decimal in the form that sorts (12.5 is 02:12.5)");
        return decimal;
    }
    std::string_view json() const { return text(); }
    /// From text, a name; from an integer, a number.
    stored_enum enumerator() const {
        if (type_ == SQLITE_TEXT) return {0, text(), true};
        return {integer(), {}, false};
    }
    /// From the text of a JSON array.
    template <class Element>
    std::vector<Element> array() const {
        try {
            return detail::json_array<Element>::read(text());
        } catch (error& e) {
            e.at_column(column_);
            throw;
        }
    }

private:
    // Static, so that a value need not lie in memory for them.
    [[noreturn, gnu::cold]] static void refuse_type(int type, int column, const char* wanted) {
        static constexpr const char* names[]{"", "an integer", "a real number", "text", "a blob", "NULL"};
        refuse(column, std::string("the column holds ") + names[type] + " where the model has " + wanted);
    }
    /// An integer that overflows in a computation of SQLite goes on as a real number.
    [[noreturn, gnu::cold]] static void refuse_integer(sqlite3_value* value, int type, int column) {
        constexpr double limit = 9223372036854775808.0;
        const double number = type == SQLITE_FLOAT ? sqlite3_value_double(value) : 0;
        if (number < limit && number > -limit) refuse_type(type, column, "an integer");
        value_out_of_range e("the integer does not fit 64 bits");
        e.at_column(column);
        throw e;
    }
    [[noreturn, gnu::cold]] static void refuse(int column, std::string_view message) {
        type_mismatch e(message);
        e.at_column(column);
        throw e;
    }
    [[noreturn, gnu::cold]] static void refuse_memory() { throw engine_error("SQLite is out of memory"); }

    sqlite3_value* value_;
    int type_;
    int column_;
};

static_assert(backend_value<sqlite_value>);

}  // namespace interlock
