// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/read.hpp>
#include <interlock/model/error.hpp>
#include <interlock/model/integer_text.hpp>
#include <interlock/model/table.hpp>
#include <interlock/sql/raw_text.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>

// What the rows of a raw text are read into.

namespace interlock {

template <class Row>
struct raw_row_cannot_be_read {
    static_assert(
        never<Row>,
        "interlock: the rows of a raw text cannot be read into this type; give a std::tuple of values, a "
        "model, or a single value, each with an il::codec, and std::optional where NULL may come");
};

namespace detail {

template <class T>
concept raw_value = restorable<without_null<T>>;

/// What a value says of its column. A codec with a type of its own is left to look at the value.
template <class T>
constexpr raw_column raw_column_of() {
    using stored = typename codec<without_null<T>>::stored;
    constexpr bool plain = __is_same(stored, bool) || __is_same(stored, std::int64_t) ||
                           __is_same(stored, double) || __is_same(stored, std::string_view) ||
                           __is_same(stored, blob_view) || __is_same(stored, stored_date) ||
                           __is_same(stored, stored_timestamp);
    return {codec<without_null<T>>::kind, plain};
}

template <class... Ts>
struct raw_columns {
    static constexpr std::size_t count = sizeof...(Ts);
    static constexpr raw_column list[]{raw_column_of<Ts>()..., {}};
};

/// A row of a raw text, as a row of those that a query has.
template <class Row>
struct raw_result {
    static constexpr bool readable = raw_value<Row>;
    using row = value_row<Row>;
    static constexpr const table_info& table() { return no_table; }
    template <class R>
    using columns = raw_columns<R>;
};
/// Of a text that gives no rows.
struct no_row {};
template <>
struct raw_result<no_row> {
    static constexpr bool readable = false;
    using row = value_row<std::int64_t>;
    static constexpr const table_info& table() { return no_table; }
    template <class R>
    using columns = raw_columns<>;
};
template <class... Ts>
struct raw_result<std::tuple<Ts...>> {
    static constexpr bool readable = sizeof...(Ts) != 0 && (raw_value<Ts> && ...);
    using row = tuple_row<Ts...>;
    static constexpr const table_info& table() { return no_table; }
    template <class R>
    using columns = raw_columns<Ts...>;
};

template <class Fields>
struct raw_field_columns;
template <class... Fields>
struct raw_field_columns<fields<Fields...>> {
    using type = raw_columns<typename Fields::type...>;
};
template <declared_model M>
struct raw_result<M> {
    static constexpr bool readable = true;
    using row = model_row<M>;
    static constexpr const table_info& table() { return table_of<M>(); }
    template <class R>
    using columns = typename raw_field_columns<fields_of<R>>::type;
};

/// A row that is read where it has as many columns as there are values to read: on SQLite a text may come to have
/// others while it is prepared.
template <class Row, std::size_t Columns>
struct raw_row {
    using type = typename Row::type;
};
template <class Row, std::size_t Columns>
struct row_reader<raw_row<Row, Columns>> {
    template <class Statement>
    static void read(const Statement& s, typename Row::type& row, int& column) {
        if (s.column_count() != static_cast<int>(Columns))
            throw type_mismatch("the text gives " + integer_text(s.column_count()) + " columns where " +
                                integer_text(static_cast<std::int64_t>(Columns)) + " are read");
        row_reader<Row>::read(s, row, column);
    }
};

}  // namespace detail

}  // namespace interlock
