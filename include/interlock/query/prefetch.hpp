// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/refusal.hpp>
#include <interlock/query/load_related.hpp>
#include <interlock/query/loading.hpp>
#include <interlock/query/pack.hpp>
#include <interlock/query/relation.hpp>
#include <interlock/query/select_parts.hpp>

#include <optional>
#include <utility>
#include <vector>

// Related rows that are loaded beside those of a query, by a query of their own for each relation: as many queries as
// there are relations, however many rows there are, and each on the database where its model is read.

namespace interlock {

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

template <class Link, class Row>
struct prefetch_along_no_many_to_many {
    static_assert(
        never<Row>,
        "interlock: a prefetch along a type that is no many-to-many relation: it takes il::link<A, B> or "
        "il::through<&J::a_id, &J::b_id>; or the member that refers, prefetch<&Review::product_id>()");
};

template <class Link, class Row>
struct prefetch_along_a_many_to_many_of_other_models {
    static_assert(
        never<Row>,
        "interlock: a prefetch along a many-to-many relation of which neither side is in the rows: begin with from<M>() of "
        "one of its models, and leave select() out: whole rows tell what belongs to them");
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

namespace detail {

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

/// The same of a many-to-many relation.
template <class Link, class Row>
constexpr auto followed_beyond_from() {
    using many = many_to_many<Link>;
    if constexpr (!many::exists) {
        if constexpr (!many::refused) (void)refuse<prefetch_along_no_many_to_many<Link, Row>>();
        return no_relation{};
    } else if constexpr (!has_list(kind_of<without_null<value_of<many::first>>>) ||
                         !has_list(kind_of<without_null<value_of<many::second>>>)) {
        (void)refuse<prefetch_by_values_that_make_no_list<many::first, value_of<many::first>>>();
        return no_relation{};
    } else if constexpr (place_in<typename many::first_model, Row> != table_info::npos)
        return followed_beyond<many::first, many::second>{};
    else if constexpr (place_in<typename many::second_model, Row> != table_info::npos)
        return followed_beyond<many::second, many::first>{};
    else {
        (void)refuse<prefetch_along_a_many_to_many_of_other_models<Link, Row>>();
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
        else return beside<from>(detail::loading<select_parts<from_table<typename from::model>>>{});
    }
    /// The same with a query that says which of them, in which order, how many for each row, and what is loaded beside
    /// them: `il::from<Review>().where(...).order_by(...).limit(3)`.
    template <auto Member, class Query>
    constexpr auto prefetch(const Query& related) const {
        using from = decltype(detail::followed_from<Member, row_type>());
        if constexpr (__is_same(from, detail::no_relation)) return *this;
        else return beside<from>(related.loading_parts());
    }
    /// What a many-to-many relation leads to, il::link or il::through: of each row a std::vector of those that it is linked
    /// to. One query reads them, with the join table.
    template <class Link>
    constexpr auto prefetch() const {
        using from = decltype(detail::followed_beyond_from<Link, row_type>());
        if constexpr (__is_same(from, detail::no_relation)) return *this;
        else return beside<from>(detail::loading<select_parts<from_table<typename from::model>>>{});
    }
    template <class Link, class Query>
    constexpr auto prefetch(const Query& related) const {
        using from = decltype(detail::followed_beyond_from<Link, row_type>());
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
        using model = typename From::model;
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
