// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/backend/bind.hpp>
#include <interlock/backend/postgres/statement.hpp>
#include <interlock/sql/update_lists.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

// The values of many rows, column by column, for sql/update_lists.hpp.

namespace interlock::postgres_detail {

template <class Stored>
struct list_element {
    using type = std::int64_t;
    static constexpr bool serves = std::is_same_v<Stored, bool> || std::is_same_v<Stored, std::int64_t>;
};
template <>
struct list_element<double> {
    using type = double;
    static constexpr bool serves = true;
};
template <>
struct list_element<std::string_view> {
    using type = std::string;
    static constexpr bool serves = true;
};

/// The values of one field.
template <class Field>
struct update_list {
    using value_type = detail::without_null<typename Field::type>;
    using element = list_element<typename codec<value_type>::stored>;

    std::vector<typename element::type> values;
    std::vector<std::int64_t> nulls;

    void add(const column_info& c, const typename Field::type& member) {
        if constexpr (detail::is_nullable<typename Field::type>) {
            nulls.push_back(member.has_value() ? 0 : 1);
            if (member.has_value()) add_value(c, *member);
            else values.emplace_back();
        } else add_value(c, member);
    }
    template <class Statement>
    void bind(Statement& s, int& next) const {
        s.bind_list(next++, values);
        if constexpr (detail::is_nullable<typename Field::type>) s.bind_list(next++, nulls);
    }
    void clear() {
        values.clear();
        nulls.clear();
    }

private:
    void add_value(const column_info& c, const value_type& value) {
        if constexpr (std::is_same_v<typename element::type, std::string>) {
            const std::string_view text = codec<value_type>::encode(value);
            detail::check_length(c, text);
            values.emplace_back(text);
        } else if constexpr (element::serves)
            values.push_back(static_cast<typename element::type>(codec<value_type>::encode(value)));
    }
};

template <class M, bool OfTenant, class Fields = detail::fields_of<M>>
struct update_lists;

template <class M, bool OfTenant, class... Fields>
struct update_lists<M, OfTenant, fields<Fields...>> : private update_list<Fields>... {
    /// Whether every column that takes a list has one.
    static constexpr bool serve = [] {
        const column_info* c = table_of<M>().columns;
        return ((!detail::takes_list<M>(*c, OfTenant) ||
                         (detail::goes_in_a_list(c->kind) && update_list<Fields>::element::serves)
                     ? (++c, true)
                     : false) &&
                ...);
    }();

    void add(const M& row, int& column) {
        each(
            column,
            [&]<class List>(List& list, const column_info& c, const auto& member) { list.add(c, member); },
            row.*Fields::member...);
    }
    template <class Statement>
    void bind(Statement& s, int& column) {
        int next = 0;
        for (const column_info& c : table_of<M>())
            if (c.now_on_update) s.bind(next++, detail::current_time());
        each(
            column, [&](const auto& list, const column_info&, auto) { list.bind(s, next); },
            (static_cast<void>(sizeof(Fields)), 0)...);
    }
    void clear() { (update_list<Fields>::clear(), ...); }

private:
    template <class Function, class... Arguments>
    void each(int& column, Function function, const Arguments&... arguments) {
        const column_info* const columns = table_of<M>().columns;
        int i = 0;
        ((column = i,
          detail::takes_list<M>(columns[i], OfTenant)
              ? function(static_cast<update_list<Fields>&>(*this), columns[i], arguments)
              : void(),
          ++i),
         ...);
        column = -1;
    }
};

}  // namespace interlock::postgres_detail
