// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/in_list.hpp>
#include <interlock/query/key_index.hpp>
#include <interlock/query/loading.hpp>
#include <interlock/query/select_parts.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

// Loading what belongs to rows: one query for each relation, and each row is given its own.

namespace interlock {

template <class Executor, class Parts>
class select_query;

/// The rows of a select for each value of a column: no more of each than its limit, in its order.
template <class Parts, auto Key>
struct for_each_key_shape {
    using model_type = typename Parts::model_type;
    using result = typename Parts::result;
    static constexpr unsigned variants = Parts::variants;

    const Parts& parts;

    constexpr unsigned variant() const { return parts.variant(); }
    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        parts.values_of_order(visit);
        parts.values_before_order(visit);
        visit.number(parts.offset);
        if constexpr (has_limit(Parts::bounded)) {
            constexpr std::int64_t most = std::int64_t{9'223'372'036'854'775'807};
            visit.number(parts.limit > most - parts.offset ? most : parts.offset + parts.limit);
        }
    }
};

namespace detail {

template <class T>
const T* found_in(const T& value) {
    return &value;
}
template <class T>
const T* found_in(const std::optional<T>& value) {
    return value.has_value() ? &*value : nullptr;
}
/// The model in a row, if it is there.
template <class M, class Row>
const M* model_in(const Row& row) {
    if constexpr (__is_same(M, Row)) return &row;
    else return found_in(std::get<place_in<M, Row>>(row));
}
/// The value of a model's member, if it is there.
template <auto Member, class M>
const without_null<value_of<Member>>* value_in(const M* m) {
    return m == nullptr ? nullptr : found_in(m->*Member);
}

template <class T>
void give(std::vector<T>& to, T& row, bool last) {
    if (last) to.push_back(std::move(row));
    else to.push_back(row);
}
template <class T>
void give(std::optional<T>& to, T& row, bool last) {
    if (last) to.emplace(std::move(row));
    else to.emplace(row);
}

template <class Executor, class Query, class Rows>
auto load_beside(const Executor& executor, const Query& query, Rows&& rows);

/// The rows of a query whose column has one of the values.
template <auto Column, class Executor, class Query, class Key>
auto load_of_keys(const Executor& executor, const Query& query, const std::vector<Key>& keys) {
    using parts = typename Query::parts_type;
    (void)parts::template runs_on<Executor>();
    const auto wanted =
        select_query<Executor, parts>(executor, query.parts).where(column_reference<Column>{}.in(keys));
    using wanted_parts = typename plain_t<decltype(wanted)>::shape;
    if constexpr (parts::bounded == bounds::none) return load_beside(executor, query, wanted.all());
    else {
        using shape = for_each_key_shape<wanted_parts, Column>;
        return load_beside(executor, query, executor.template select_all<shape>(shape{wanted.sound_parts()}));
    }
}

/// Loads what belongs to the rows along a relation, and gives each its own.
template <std::size_t Place, class Key, class Executor, class Followed, class Query, class Row>
void load_for(const Executor& executor, const branch<Followed, Query>& along, std::vector<Row>& rows) {
    constexpr auto here = Followed::here;
    constexpr auto there = Followed::there;
    key_index<Key> index;
    for (std::size_t i = 0; i < rows.size(); ++i)
        index.add(value_in<here>(model_in<owner_of<here>>(rows[i])), i);
    const std::vector<Key> keys = index.keys();
    if (keys.empty()) return;
    auto related = load_of_keys<there>(executor.template related<owner_of<there>>(), along.query, keys);
    for (auto& one : related) {
        const auto* const of = value_in<there>(model_in<owner_of<there>>(one));
        if (of == nullptr) continue;
        auto [first, last] = index.find(static_cast<const Key&>(*of));
        for (; first != last; ++first) give(std::get<Place>(rows[first->row]), one, first + 1 == last);
    }
}

/// The same, where it can be loaded at all.
template <std::size_t Place, class Executor, class Followed, class Query, class Row>
void attach(const Executor& executor, const branch<Followed, Query>& along, std::vector<Row>& rows) {
    constexpr auto here = Followed::here;
    constexpr auto there = Followed::there;
    using key = without_null<value_of<here>>;
    if constexpr (!Executor::template may_load<owner_of<there>>()) return;
    else load_for<Place, key>(executor, along, rows);
}

/// Rows with a place beside each for what is loaded.
template <class Query, class Row>
auto with_places(std::vector<Row>&& rows) {
    using wide = typename loaded_rows<Query>::type;
    std::vector<wide> all(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if constexpr (!requires { std::tuple_size<Row>::value; }) std::get<0>(all[i]) = std::move(rows[i]);
        else [&]<std::size_t... I>(std::index_sequence<I...>) {
                ((std::get<I>(all[i]) = std::move(std::get<I>(rows[i]))), ...);
            }
        (std::make_index_sequence<std::tuple_size_v<Row>>());
    }
    return all;
}

template <class Executor, class Parts, class... Branches, class Row>
auto load_beside(const Executor& executor, const loading<Parts, Branches...>& query,
                 std::vector<Row>&& rows) {
    if constexpr (sizeof...(Branches) == 0) return std::move(rows);
    else {
        constexpr std::size_t own = loaded_rows<loading<Parts, Branches...>>::own;
        auto all = with_places<loading<Parts, Branches...>>(std::move(rows));
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (attach<own + I>(executor, static_cast<const pack_element<I, Branches>&>(query.branches).value,
                             all),
             ...);
        }
        (std::make_index_sequence<sizeof...(Branches)>());
        return all;
    }
}

}  // namespace detail

}  // namespace interlock
