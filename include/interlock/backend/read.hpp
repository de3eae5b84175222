// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/concept.hpp>
#include <interlock/model/model.hpp>
#include <interlock/model/table.hpp>
#include <interlock/query/result.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace interlock::detail {

// the rarer ones

template <class Value>
stored_uuid stored_otherwise(const Value& v, stored_uuid*) {
    return v.uuid();
}
template <class Value>
stored_decimal stored_otherwise(const Value& v, stored_decimal*) {
    return v.decimal();
}
template <class Value>
stored_json stored_otherwise(const Value& v, stored_json*) {
    return {std::string(v.json())};
}
template <class Value>
stored_enum stored_otherwise(const Value& v, stored_enum*) {
    return v.enumerator();
}
template <class Value>
std::string stored_otherwise(const Value& v, std::string*) {
    return std::string(v.text());
}
template <class Value>
std::vector<std::byte> stored_otherwise(const Value& v, std::vector<std::byte>*) {
    const blob_view blob = v.blob();
    return {blob.data, blob.data + blob.size};
}
template <class Value, class Element>
std::vector<Element> stored_otherwise(const Value& v, std::vector<Element>*) {
    return v.template array<Element>();
}

template <class Stored, class Value>
auto stored_in(const Value& v) {
    if constexpr (__is_same(Stored, bool)) return v.boolean();
    else if constexpr (__is_same(Stored, std::int64_t)) return v.integer();
    else if constexpr (__is_same(Stored, double)) return v.real();
    else if constexpr (__is_same(Stored, std::string_view)) return v.text();
    else if constexpr (__is_same(Stored, blob_view)) return v.blob();
    else if constexpr (__is_same(Stored, stored_date)) return v.date();
    else if constexpr (__is_same(Stored, stored_timestamp)) return v.timestamp();
    else return stored_otherwise(v, static_cast<Stored*>(nullptr));
}

/// Reads one value into a member that keeps its storage: strings are assigned, not made anew.
template <class Value, class T>
void read_value(const Value& v, T& out) {
    if constexpr (is_nullable<T>) {
        if (v.is_null()) out.reset();
        else if constexpr (__is_same(without_null<T>, std::string)) {
            const std::string_view text = v.text();
            if (out.has_value()) out->assign(text);
            else out.emplace(text);  // emplace() and assign() cost more
        } else if (out.has_value()) read_value(v, *out);
        else read_value(v, out.emplace());
    } else if constexpr (__is_same(T, std::string)) out.assign(v.text());
    else if constexpr (__is_same(T, std::string_view) || __is_same(T, blob_view)) out = stored_in<T>(v);
    else out = codec<T>::decode(stored_in<typename codec<T>::stored>(v));
}

template <class Statement, class T>
void read_member(const Statement& s, int i, T& out, int& column) {
    column = i;
    if constexpr (requires {
                      requires __is_same(typename codec<T>::stored, std::int64_t);
                      s.has_integers(i);
                  })
        if (s.has_integers(i)) {
            out = codec<T>::decode(s.integer(i));
            return;
        }
    read_value(s.value(i), out);
}

/// Reads the current row into a model whose fields are the columns in order. `column` follows, for errors.
template <class Statement, class M, class... Fields>
void read_row(const Statement& s, M& m, int& column, fields<Fields...>) {
    int i = 0;
    (read_member(s, i++, m.*Fields::member, column), ...);
}

// How a row is read, by what it is read into (query/result.hpp).

template <class Row>
struct row_reader;

template <class M>
struct row_reader<model_row<M>> {
    template <class Statement>
    static void read(const Statement& s, M& row, int& column) {
        read_row(s, row, column, fields_of<M>{});
    }
};

template <class... Rows>
struct row_reader<models_row<Rows...>> {
    template <class Statement>
    static void read(const Statement& s, std::tuple<Rows...>& row, int& column) {
        int first = 0;
        std::apply([&](Rows&... rows) { (read_one(s, rows, column, first), ...); }, row);
    }

private:
    template <class Statement, class M>
    static void read_one(const Statement& s, M& m, int& column, int& i) {
        read_columns(s, m, column, i, fields_of<M>{});
    }
    template <class Statement, class M>
    static void read_one(const Statement& s, std::optional<M>& m, int& column, int& i) {
        constexpr auto present = static_cast<int>(table_of<M>().index_of_never_null());
        if (!s.value(i + present).is_null()) {
            if (!m.has_value()) m.emplace();
            read_one(s, *m, column, i);
        } else {
            m.reset();
            i += static_cast<int>(table_of<M>().column_count);
        }
    }
    template <class Statement, class M, class... Fields>
    static void read_columns(const Statement& s, M& m, int& column, int& i, fields<Fields...>) {
        (read_member(s, i++, m.*Fields::member, column), ...);
    }
};

template <class... Ts>
struct row_reader<tuple_row<Ts...>> {
    template <class Statement>
    static void read(const Statement& s, std::tuple<Ts...>& row, int& column) {
        int i = 0;
        std::apply([&](Ts&... values) { (read_member(s, i++, values, column), ...); }, row);
    }
};

template <class T, class... Ts>
struct row_reader<aggregate_row<T, Ts...>> {
    template <class Statement>
    static void read(const Statement& s, T& row, int& column) {
        int i = 0;
        row = T{read_new<Ts>(s, i++, column)...};
    }

private:
    template <class U, class Statement>
    static U read_new(const Statement& s, int i, int& column) {
        U value{};
        read_member(s, i, value, column);
        return value;
    }
};

template <class T>
struct row_reader<value_row<T>> {
    template <class Statement>
    static void read(const Statement& s, T& row, int& column) {
        read_member(s, 0, row, column);
    }
};

template <class... Columns>
struct row_reader<named_row<Columns...>> {
    template <class Statement>
    static void read(const Statement& s, row<Columns...>& r, int& column) {
        int i = 0;
        (read_member(s, i++, static_cast<Columns&>(r).value, column), ...);
    }
};

}  // namespace interlock::detail
