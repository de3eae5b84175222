// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/executor.hpp>
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
template <auto Column, class Executor, class Parts, class Key>
auto rows_of_keys(const select_query<Executor, Parts>& query, const Executor& executor,
                  const std::vector<Key>& keys) {
    const auto wanted = query.where(column_reference<Column>{}.in(keys));
    if constexpr (Parts::bounded == bounds::none) return wanted.all();
    else {
        using shape = for_each_key_shape<typename plain_t<decltype(wanted)>::shape, Column>;
        return executor.template select_all<shape>(shape{wanted.sound_parts()});
    }
}

/// The rows that are given what belongs to them, by the values of their member.
template <std::size_t Place, class Key, class Row>
class receivers {
public:
    template <auto Here>
    explicit receivers(std::vector<Row>& rows, column_reference<Here>) : rows_(rows) {
        for (std::size_t i = 0; i < rows.size(); ++i)
            index_.add(value_in<Here>(model_in<owner_of<Here>>(rows[i])), i);
    }
    std::vector<Key> keys() { return index_.keys(); }
    template <class Related>
    void give_those_of(const Key& key, Related& related) {
        auto [first, last] = index_.find(key);
        for (; first != last; ++first) give(std::get<Place>(rows_[first->row]), related, first + 1 == last);
    }

private:
    std::vector<Row>& rows_;
    key_index<Key> index_;
};

/// Loads what belongs to rows along a relation, and gives each its own.
template <auto Member, bool FromTarget, class Query, class Executor, class Key, class Receivers>
void load_for(const branch<followed<Member, FromTarget>, Query>& along, const Executor& executor,
              const std::vector<Key>& keys, Receivers& rows) {
    constexpr auto there = followed<Member, FromTarget>::there;
    const select_query<Executor, typename Query::parts_type> query(executor, along.query.parts);
    auto related = load_beside(executor, along.query, rows_of_keys<there>(query, executor, keys));
    for (auto& one : related)
        if (const auto* const of = value_in<there>(model_in<owner_of<there>>(one)); of != nullptr)
            rows.give_those_of(static_cast<const Key&>(*of), one);
}

/// A row, and the row of the join table that led to it.
template <class Row, class Link>
Row without_link(std::tuple<Row, Link>&& both) {
    return std::get<0>(std::move(both));
}
template <class Row, class... Rows>
Row without_link(std::tuple<Rows...>&& all) {
    return [&]<std::size_t... I>(std::index_sequence<I...>) { return Row(std::get<I>(std::move(all))...); }
    (std::make_index_sequence<sizeof...(Rows) - 1>());
}
/// The tables of a select.
template <class From, class Columns, class Where, class Grouping, class Order, class Quantifier,
          bounds Bounds>
From from_of(const select_parts<From, Columns, Where, Grouping, Order, Quantifier, Bounds>*);
/// Whether a select has a table itself.
template <class M, class Parts>
inline constexpr bool has_table = decltype(from_of(
    static_cast<const Parts*>(nullptr)))::template rows<no_executor>::template has_table<M>();

/// The same along a many-to-many relation: the rows come with those of the join table, which stay where the query has it.
template <auto Near, auto Far, class Query, class Executor, class Key, class Receivers>
void load_for(const branch<followed_beyond<Near, Far>, Query>& along, const Executor& executor,
              const std::vector<Key>& keys, Receivers& rows) {
    using parts = typename Query::parts_type;
    using link = owner_of<Near>;
    const select_query<Executor, parts> query(executor, along.query.parts);
    std::vector<Key> of;
    const auto give_all = [&](auto&& related) {
        for (std::size_t i = 0; i < related.size(); ++i) rows.give_those_of(of[i], related[i]);
    };
    const auto note = [&](const auto& linked) {
        of.reserve(linked.size());
        for (const auto& one : linked)
            of.push_back(static_cast<const Key&>(*value_in<Near>(model_in<link>(one))));
    };
    if constexpr (has_table<link, parts>) {
        auto linked = rows_of_keys<Near>(query, executor, keys);
        note(linked);
        give_all(load_beside(executor, along.query, std::move(linked)));
    } else {
        auto linked = rows_of_keys<Near>(
            query.template join<link>(
                joined_side<link, Far, true, typename relation<Far>::target_model>::condition()),
            executor, keys);
        note(linked);
        std::vector<typename parts::result::type> alone;
        alone.reserve(linked.size());
        for (auto& one : linked) alone.push_back(without_link<typename parts::result::type>(std::move(one)));
        give_all(load_beside(executor, along.query, std::move(alone)));
    }
}

/// Whether the join table of a relation is where its rows are loaded; else the refusal.
template <class Followed, class Executor>
constexpr bool may_go_there() {
    if constexpr (requires { Followed::beyond; })
        return Executor::template reaches<owner_of<Followed::there>>();
    else return true;
}

/// Loads along a relation, where it can be loaded at all.
template <std::size_t Place, class Executor, class Followed, class Query, class Row>
void attach(const Executor& executor, const branch<Followed, Query>& along, std::vector<Row>& rows) {
    using key = without_null<value_of<Followed::here>>;
    using model = typename Followed::model;
    if constexpr (Executor::template may_load<model>()) {
        const auto there = executor.template related<model>();
        if (is_elsewhere(along.query.origin, there.origin()))
            refuse_part(there.alias(), table_of<model>().model);
        receivers<Place, key, Row> to(rows, column_reference<Followed::here>{});
        const std::vector<key> keys = to.keys();
        if (keys.empty()) return;
        using executor_there = plain_t<decltype(there)>;
        if constexpr (Query::parts_type::template runs_on<executor_there>() &&
                      may_go_there<Followed, executor_there>())
            load_for(along, there, keys, to);
    }
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
