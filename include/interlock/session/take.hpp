// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/read.hpp>
#include <interlock/model/error.hpp>
#include <interlock/model/table.hpp>
#include <interlock/sql/dialect.hpp>

#include <cstdint>
#include <optional>
#include <vector>

// What is taken from an executed statement. `column` follows the column that is read, for errors.

namespace interlock::detail {

template <class Row>
struct take_all {
    static constexpr bool gives_number_of_rows = false;
    template <class Backend, class Connection, class Statement>
    static std::vector<typename Row::type> take(Connection&, Statement& s, int& column) {
        std::vector<typename Row::type> rows;
        if (!s.step()) return rows;
        do {
            if (rows.size() == rows.capacity()) rows.reserve(s.room_for(rows.size()));
            row_reader<Row>::read(s, rows.emplace_back(), column);
            column = -1;
        } while (s.step());
        s.had_rows(rows.size());
        return rows;
    }
};

template <class Row>
struct take_first {
    static constexpr bool gives_number_of_rows = false;
    template <class Backend, class Connection, class Statement>
    static std::optional<typename Row::type> take(Connection&, Statement& s, int& column) {
        std::optional<typename Row::type> row;
        if (s.step()) row_reader<Row>::read(s, row.emplace(), column);
        return row;
    }
};

/// The first row of a write. The others are passed: an engine may check constraints after the last.
template <class Row>
struct take_first_written {
    static constexpr bool gives_number_of_rows = false;
    template <class Backend, class Connection, class Statement>
    static std::optional<typename Row::type> take(Connection& c, Statement& s, int& column) {
        auto row = take_first<Row>::template take<Backend>(c, s, column);
        column = -1;
        if (row)
            while (s.step()) {
            }
        return row;
    }
};

/// The row of a key, of which there is one at most.
template <class M>
struct take_present {
    static constexpr bool gives_number_of_rows = false;
    template <class Backend, class Connection, class Statement>
    static M take(Connection&, Statement& s, int& column) {
        if (!s.step()) throw not_found("there is no such row");
        M row{};
        read_row(s, row, column, fields_of<M>{});
        return row;
    }
};

template <class Row>
struct take_one {
    static constexpr bool gives_number_of_rows = false;
    template <class Backend, class Connection, class Statement>
    static typename Row::type take(Connection&, Statement& s, int& column) {
        if (!s.step()) throw not_found("there is no such row");
        typename Row::type row{};
        row_reader<Row>::read(s, row, column);
        column = -1;
        if (s.step()) throw multiple_rows("there is more than one such row");
        return row;
    }
};

/// The integer in the first column.
struct take_integer {
    static constexpr bool gives_number_of_rows = false;
    template <class Backend, class Connection, class Statement>
    static std::int64_t take(Connection&, Statement& s, int&) {
        if (!s.step()) throw engine_error("the database gave no row where it always gives one");
        return s.value(0).integer();
    }
};

/// Whether there is a row.
struct take_existence {
    static constexpr bool gives_number_of_rows = false;
    template <class Backend, class Connection, class Statement>
    static bool take(Connection&, Statement& s, int&) {
        return s.step();
    }
};

/// The number of affected rows.
struct take_count {
    static constexpr bool gives_number_of_rows = true;
    template <class Backend, class Connection, class Statement>
    static std::int64_t take(Connection&, Statement& s, int&) {
        return s.run();
    }
};

/// The key that an insert generated, where it added a row.
struct take_generated_if_any {
    static constexpr bool gives_number_of_rows = false;
    template <class Backend, class Connection, class Statement>
    static std::optional<std::int64_t> take(Connection& c, Statement& s, int&) {
        if constexpr (dialect_of<Backend>::value.returns_generated) {
            if (!s.step()) return std::nullopt;
            return s.value(0).integer();
        } else {
            if (s.run() == 0) return std::nullopt;
            return c.last_insert_id();
        }
    }
};

/// The key that an insert generated.
struct take_generated {
    static constexpr bool gives_number_of_rows = false;
    template <class Backend, class Connection, class Statement>
    static std::int64_t take(Connection& c, Statement& s, int& column) {
        if constexpr (dialect_of<Backend>::value.returns_generated)
            return take_integer::take<Backend>(c, s, column);
        else {
            s.run();
            return c.last_insert_id();
        }
    }
};

}  // namespace interlock::detail
