// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/read.hpp>
#include <interlock/model/error.hpp>
#include <interlock/model/table.hpp>
#include <interlock/sql/dialect.hpp>

#include <cstdint>
#include <optional>
#include <vector>

// What is taken from an executed statement, into a result that its caller has made: handing it on costs nothing then.
// `column` follows the column that is read, for errors.

namespace interlock::detail {

template <class Row>
struct take_all {
    using result = std::vector<typename Row::type>;
    static constexpr bool gives_number_of_rows = false;
    template <class Backend, class Connection, class Statement>
    static void take(Connection&, Statement& s, int& column, result& rows) {
        if (!s.step()) return;
        do {
            if (rows.size() == rows.capacity()) rows.reserve(s.room_for(rows.size()));
            if constexpr (__is_same(result, std::vector<bool>)) {  // which has no bool to read into
                bool value = false;
                row_reader<Row>::read(s, value, column);
                rows.push_back(value);
            } else row_reader<Row>::read(s, rows.emplace_back(), column);
            column = -1;
        } while (s.step());
        s.had_rows(rows.size());
    }
};

template <class Row>
struct take_first {
    using result = std::optional<typename Row::type>;
    static constexpr bool gives_number_of_rows = false;
    template <class Backend, class Connection, class Statement>
    static void take(Connection&, Statement& s, int& column, result& row) {
        if (s.step()) row_reader<Row>::read(s, row.emplace(), column);
    }
};

/// The first row of a write. The others are passed: an engine may check constraints after the last.
template <class Row>
struct take_first_written {
    using result = std::optional<typename Row::type>;
    static constexpr bool gives_number_of_rows = false;
    template <class Backend, class Connection, class Statement>
    static void take(Connection& c, Statement& s, int& column, result& row) {
        take_first<Row>::template take<Backend>(c, s, column, row);
        column = -1;
        if (row)
            while (s.step()) {
            }
    }
};

/// The row of a key, of which there is one at most.
template <class M>
struct take_present {
    using result = M;
    static constexpr bool gives_number_of_rows = false;
    template <class Backend, class Connection, class Statement>
    static void take(Connection&, Statement& s, int& column, M& row) {
        if (!s.step()) throw not_found("there is no such row");
        read_row(s, row, column, fields_of<M>{});
    }
};

template <class Row>
struct take_one {
    using result = typename Row::type;
    static constexpr bool gives_number_of_rows = false;
    template <class Backend, class Connection, class Statement>
    static void take(Connection&, Statement& s, int& column, result& row) {
        if (!s.step()) throw not_found("there is no such row");
        row_reader<Row>::read(s, row, column);
        column = -1;
        if (s.step()) throw multiple_rows("there is more than one such row");
    }
};

/// The integer in the first column.
struct take_integer {
    using result = std::int64_t;
    static constexpr bool gives_number_of_rows = false;
    template <class Backend, class Connection, class Statement>
    static void take(Connection&, Statement& s, int&, std::int64_t& number) {
        if (!s.step()) throw engine_error("the database gave no row where it always gives one");
        number = s.value(0).integer();
    }
};

/// Whether there is a row.
struct take_existence {
    using result = bool;
    static constexpr bool gives_number_of_rows = false;
    template <class Backend, class Connection, class Statement>
    static void take(Connection&, Statement& s, int&, bool& exists) {
        exists = s.step();
    }
};

/// The number of affected rows.
struct take_count {
    using result = std::int64_t;
    static constexpr bool gives_number_of_rows = true;
    template <class Backend, class Connection, class Statement>
    static void take(Connection&, Statement& s, int&, std::int64_t& rows) {
        rows = s.run();
    }
};

/// The key that an insert generated, where it added a row.
struct take_generated_if_any {
    using result = std::optional<std::int64_t>;
    static constexpr bool gives_number_of_rows = false;
    template <class Backend, class Connection, class Statement>
    static void take(Connection& c, Statement& s, int&, result& key) {
        if constexpr (dialect_of<Backend>::value.returns_generated) {
            if (s.step()) key = s.value(0).integer();
        } else if (s.run() != 0) key = c.last_insert_id();
    }
};

/// The key that an insert generated.
struct take_generated {
    using result = std::int64_t;
    static constexpr bool gives_number_of_rows = false;
    template <class Backend, class Connection, class Statement>
    static void take(Connection& c, Statement& s, int& column, std::int64_t& key) {
        if constexpr (dialect_of<Backend>::value.returns_generated)
            take_integer::take<Backend>(c, s, column, key);
        else {
            s.run();
            key = c.last_insert_id();
        }
    }
};

}  // namespace interlock::detail
