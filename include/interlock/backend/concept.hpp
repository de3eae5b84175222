// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/sharing.hpp>
#include <interlock/backend/table_list.hpp>
#include <interlock/backend/url.hpp>
#include <interlock/backend/watch.hpp>
#include <interlock/model/codec.hpp>
#include <interlock/query/pattern_kind.hpp>
#include <interlock/sql/dynamic_text.hpp>
#include <interlock/sql/statement_text.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace interlock {

/// The value in one column of the current row. Each reader checks that the stored value is of its type and
/// throws type_mismatch with the column's position where it is not. Views are valid until the next step.
template <class Value>
concept backend_value = requires(const Value v) {
    { v.is_null() } -> std::same_as<bool>;
    { v.boolean() } -> std::same_as<bool>;
    { v.integer() } -> std::same_as<std::int64_t>;
    { v.real() } -> std::same_as<double>;
    { v.text() } -> std::same_as<std::string_view>;
    { v.blob() } -> std::same_as<blob_view>;
    { v.date() } -> std::same_as<stored_date>;
    { v.timestamp() } -> std::same_as<stored_timestamp>;
    { v.uuid() } -> std::same_as<stored_uuid>;
    { v.decimal() } -> std::same_as<stored_decimal>;
    { v.json() } -> std::same_as<std::string_view>;
    { v.enumerator() } -> std::same_as<stored_enum>;
    { v.template array<std::int64_t>() } -> std::same_as<std::vector<std::int64_t>>;
};

/// A prepared statement. Parameters and columns count from 0. A bound text or blob is not copied, but by bind_copy():
/// it has to stay where it is until reset().
template <class Statement>
concept backend_statement = requires(Statement s, int i, std::size_t rows, std::string_view text,
                                     blob_view blob, const std::vector<std::int64_t>& integers,
                                     const std::vector<double>& reals,
                                     const std::vector<std::string>& texts) {
    s.bind_null(i);
    s.bind(i, true);
    s.bind(i, std::int64_t{});
    s.bind(i, double{});
    s.bind(i, text);
    s.bind(i, blob);
    s.bind(i, stored_date{});
    s.bind(i, stored_timestamp{});
    s.bind(i, stored_uuid{});
    s.bind(i, stored_decimal{});
    s.bind(i, stored_json{});
    s.bind(i, integers);  // as an array
    s.bind_copy(i, text);
    s.bind_copy(i, blob);
    s.bind_list(i, integers);
    s.bind_list(i, reals);
    s.bind_list(i, texts);
    s.bind_pattern(i, pattern_kind::prefix, text);
    { s.step() } -> std::same_as<bool>;         // true: there is a row; the first call executes
    { s.value(i) } -> backend_value;            // of the current row
    { s.run() } -> std::same_as<std::int64_t>;  // executes without reading rows: number of affected rows
    { s.column_count() } -> std::same_as<int>;  // of the result, after the first step
    s.stream_rows();                            // before the first step: rows in constant memory
    { s.in_use() } -> std::same_as<bool>;       // rows of it are still to come
    { s.room_for(rows) } -> std::same_as<std::size_t>;  // for how many, where so many are read and more come
    s.had_rows(rows);                                   // noexcept: all of them were read, so many
    s.reset();                                          // noexcept: frees the rows, keeps the statement
    s.retire();                                         // noexcept: before it goes and the connection stays
};

/// One connection to one database.
template <class Connection>
concept backend_connection = backend_statement<typename Connection::statement_type> &&
    requires(Connection c, const statement_text& text, const std::string& script, std::string_view alias,
             const raw_signature& signature, const dynamic_text& made, const char* control, const url& where,
             const detail::table_list* tables, typename Connection::statement_type& statement) {
    { c.prepare(text) } -> std::same_as<typename Connection::statement_type&>;  // kept, found by address
    // kept for a while, found by text; of a raw one, refuses what is not as the signature says
    { c.prepare(made) } -> std::same_as<typename Connection::statement_type&>;
    { c.prepare_raw(alias, signature) } -> std::same_as<typename Connection::statement_type&>;
    { c.run_raw(statement) } -> std::same_as<std::int64_t>;   // number of changed rows, of any statement
    { c.read_plan(statement) } -> std::same_as<std::string>;  // the rows of the dialect's explain, as text
    c.execute(script);                                        // statements without result
    c.begin();
    c.commit();        // throws and leaves the transaction rolled back when it fails
    c.rollback();      // noexcept
    c.begin(control);  // with words of its own
    c.begin_part();    // a savepoint, of which the latest one ends first
    c.commit_part();
    c.rollback_part();  // noexcept
    { c.alias() } -> std::same_as<std::string_view>;
    c.describe(tables);  // noexcept: the tables that there are, for its errors
    { c.in_transaction() } -> std::same_as<bool>;
    typename Connection::
        canceller_type;  // made of a connection: ends what it runs by cancel(), from any thread
    // of the pool
    { Connection::sharing_of(where) } -> std::same_as<sharing>;
    Connection::require_terms(
        where);  // throws configuration_error where the URL tells that it is not on its terms
    { Connection::can_break } -> std::convertible_to<bool>;  // true: it has answers(thoroughly) too
    { c.restore() } -> std::same_as<bool>;  // noexcept: fit for its next user, or to be closed
};

}  // namespace interlock
