// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/refusal.hpp>
#include <interlock/query/in_list.hpp>
#include <interlock/query/key_index.hpp>
#include <interlock/query/pack.hpp>
#include <interlock/query/relation.hpp>
#include <interlock/query/select_parts.hpp>

#include <cstddef>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

// Related rows that are loaded beside those of a query, by a query of their own for each relation: as many queries as
// there are relations, however many rows there are, and each on the database where its model is read.

namespace interlock {

template <class Executor, class Parts>
class select_query;

template <auto Member, class Row>
struct prefetch_along_no_relation {
    static_assert(
        never<Row>,
        "interlock: a prefetch along a member that refers to nothing: it takes a member with il::references or "
        "il::soft_references");
};

template <auto Member, class Row>
struct prefetch_along_several_members {
    static_assert(
        never<Row>,
        "interlock: a prefetch along a foreign key of several members: it loads by the values of one column; join the "
        "tables, which goes by all of them, as in .join<&Part::order_id>() or .with<&Part::order_id>()");
};

template <auto Member, class Row>
struct prefetch_along_a_relation_of_other_models {
    static_assert(
        never<Row>,
        "interlock: a prefetch along a relation of which neither side is in the rows: begin with from<M>() of one of its "
        "models, and leave select() out: whole rows tell what belongs to them");
};

template <class Query, class Related>
struct prefetch_of_another_model {
    static_assert(
        never<Query>,
        "interlock: a prefetch whose query gives no whole rows of the related model: give it il::from<M>() of that model, "
        "with where(), order_by(), limit() and prefetch() as needed");
};

template <auto Member, class Key>
struct prefetch_by_values_that_make_no_list {
    static_assert(
        never<Key>,
        "interlock: a prefetch along a relation whose values make no list: blobs, JSON and arrays; join the tables, or "
        "refer to another column");
};

template <class M>
struct limit_for_each_row_of_more_than_a_table {
    static_assert(
        never<M>,
        "interlock: a limit in a prefetch whose query joins tables, reads a common table, locks, is distinct or orders by "
        "position: the rows of each key are counted in the related table alone; leave that out, or the limit");
};

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

/// A relation as it is followed: from the side that is referred to, or from the one that refers.
template <auto Member, bool FromTarget>
struct followed {
    static constexpr auto here = Member;
    static constexpr auto there = relation<Member>::target;
};
template <auto Member>
struct followed<Member, true> {
    static constexpr auto here = relation<Member>::target;
    static constexpr auto there = Member;
};

/// The rows of a select, and what is loaded beside them.
template <class Parts, class... Branches>
struct loading {
    using parts_type = Parts;
    Parts parts;
    pack<Branches...> branches;
};
/// What is loaded along a relation.
template <class Followed, class Query>
struct branch {
    Query query;
};

template <class Row, class... More>
struct row_beside {
    static constexpr std::size_t own = 1;
    using type = std::tuple<Row, More...>;
};
template <class... Rows, class... More>
struct row_beside<std::tuple<Rows...>, More...> {
    static constexpr std::size_t own = sizeof...(Rows);
    using type = std::tuple<Rows..., More...>;
};

template <class Query>
struct loaded_rows;
template <class Parts>
struct loaded_rows<loading<Parts>> {
    using type = typename Parts::result::type;
};
template <auto Member, class Query>
std::optional<typename loaded_rows<Query>::type> loaded_along(branch<followed<Member, false>, Query>*);
template <auto Member, class Query>
std::vector<typename loaded_rows<Query>::type> loaded_along(branch<followed<Member, true>, Query>*);
template <class Parts, class First, class... More>
struct loaded_rows<loading<Parts, First, More...>>
    : row_beside<typename Parts::result::type, decltype(loaded_along(static_cast<First*>(nullptr))),
                 decltype(loaded_along(static_cast<More*>(nullptr)))...> {};

/// The place of a model in a row, or of a std::optional of it; npos where there is none.
template <class M, class Row>
inline constexpr std::size_t place_in = __is_same(M, Row) ? 0 : table_info::npos;
template <class M, class... Rows>
inline constexpr std::size_t place_in<M, std::tuple<Rows...>> = [] {
    constexpr bool is[]{__is_same(M, Rows) || __is_same(std::optional<M>, Rows)..., true};
    std::size_t i = 0;
    while (!is[i]) ++i;
    return i < sizeof...(Rows) ? i : table_info::npos;
}();

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

/// The side from which a relation is followed that is in the row. A model that refers to itself is followed from the
/// one that is referred to: with() does the other.
template <auto Member, class Row>
constexpr auto followed_from() {
    if constexpr (!relation<Member>::exists) {
        (void)refuse<prefetch_along_no_relation<Member, Row>>();
        return no_relation{};
    } else if constexpr (relation<Member>::has_several_members) {
        (void)refuse<prefetch_along_several_members<Member, Row>>();
        return no_relation{};
    } else if constexpr (!has_list(kind_of<without_null<value_of<Member>>>)) {
        (void)refuse<prefetch_by_values_that_make_no_list<Member, value_of<Member>>>();
        return no_relation{};
    } else if constexpr (place_in<typename relation<Member>::target_model, Row> != table_info::npos)
        return followed<Member, true>{};
    else if constexpr (place_in<owner_of<Member>, Row> != table_info::npos) return followed<Member, false>{};
    else {
        (void)refuse<prefetch_along_a_relation_of_other_models<Member, Row>>();
        return no_relation{};
    }
}

/// Whether the rows of a select can be counted for each key.
template <class M, class Parts>
constexpr bool is_counted(const Parts*) {
    return false;
}
template <class M, class Where, class Order, bounds Bounds>
constexpr bool
is_counted(const select_parts<from_table<M>, all_columns, Where, no_grouping, Order, every_row, Bounds>*) {
    return !Order::by_position;
}

template <class Parts, class... Branches>
constexpr bool loads_whole_rows(const loading<Parts, Branches...>*) {
    return __is_same(typename Parts::column_list, all_columns) && !Parts::grouped;
}

}  // namespace detail

/// A select and what is loaded beside its rows: `db.from<Product>().prefetch<&Review::product_id>().all()` gives tuples of
/// a product and its reviews.
template <class Executor, class Parts, class... Branches>
class prefetching {
public:
    using query = detail::loading<Parts, Branches...>;
    /// A tuple: the row, then for each relation a std::vector of the rows that refer to it, or a std::optional of the one
    /// that it refers to.
    using row_type = typename detail::loaded_rows<query>::type;

    constexpr prefetching(Executor executor, query what) : executor_(executor), query_(std::move(what)) {}

    /// What is related to the rows along a relation, which the member names that refers: the rows that refer to each, or
    /// the one to which it refers. They are read where the service reads their model, by one query.
    template <auto Member>
    constexpr auto prefetch() const {
        using from = decltype(detail::followed_from<Member, row_type>());
        if constexpr (__is_same(from, detail::no_relation)) return *this;
        else return beside<from>(detail::loading<select_parts<from_table<detail::owner_of<from::there>>>>{});
    }
    /// The same with a query that says which of them, in which order, how many for each row, and what is loaded beside
    /// them: `il::from<Review>().where(...).order_by(...).limit(3)`.
    template <auto Member, class Query>
    constexpr auto prefetch(const Query& related) const {
        using from = decltype(detail::followed_from<Member, row_type>());
        if constexpr (__is_same(from, detail::no_relation)) return *this;
        else return beside<from>(related.loading_parts());
    }

    /// All rows: a std::vector.
    auto all() const { return load(select().all()); }
    /// The first row, if there is one: a std::optional.
    auto first() const {
        auto row = select().first();
        std::optional<row_type> loaded;
        if (row.has_value()) loaded.emplace(load_one(std::move(*row)));
        return loaded;
    }
    /// The only row. Throws not_found where there is none and multiple_rows where there are more.
    auto one() const { return load_one(select().one()); }

    constexpr const query& loading_parts() const { return query_; }

private:
    template <class From, class Related>
    constexpr auto beside(const Related& related) const {
        using model = detail::owner_of<From::there>;
        using parts = typename Related::parts_type;
        if constexpr (!__is_same(typename parts::model_type, model) ||
                      !detail::loads_whole_rows(static_cast<const Related*>(nullptr))) {
            (void)detail::refuse<prefetch_of_another_model<Related, model>>();
            return *this;
        } else if constexpr (parts::bounded != bounds::none &&
                             !detail::is_counted<model>(static_cast<const parts*>(nullptr))) {
            (void)detail::refuse<limit_for_each_row_of_more_than_a_table<model>>();
            return *this;
        } else {
            using branch = detail::branch<From, Related>;
            return prefetching<Executor, Parts, Branches..., branch>(
                executor_, {query_.parts, detail::joined(query_.branches, branch{related})});
        }
    }
    auto select() const { return select_query<Executor, Parts>(executor_, query_.parts); }
    template <class Rows>
    std::vector<row_type> load(Rows&& rows) const {
        return detail::load_beside(executor_, query_, std::forward<Rows>(rows));
    }
    template <class Row>
    row_type load_one(Row&& row) const {
        std::vector<detail::plain_t<Row>> rows;
        rows.push_back(std::forward<Row>(row));
        return std::move(load(std::move(rows)).front());
    }

    [[no_unique_address]] Executor executor_;
    query query_;
};

}  // namespace interlock
