// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/refusal.hpp>
#include <interlock/query/in_list.hpp>
#include <interlock/query/loading.hpp>
#include <interlock/query/many_to_many.hpp>
#include <interlock/query/relation.hpp>

// Which way a prefetch follows a relation, and along what there is no way.

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

template <auto Member, class Key>
struct prefetch_by_values_that_make_no_list {
    static_assert(
        never<Key>,
        "interlock: a prefetch along a relation whose values make no list: blobs, JSON and arrays; join the tables, or "
        "refer to another column");
};

template <auto Member, class Start>
struct prefetch_from_a_table_under_a_name {
    static_assert(
        never<Start>,
        "interlock: a prefetch from a table under a name: what belongs to a row is told by its model, of which there are "
        "two; join() or with() begins there, or load the rows of that table by a query of their own");
};

namespace detail {

constexpr bool is_tenant_key(const table_info& t, std::string_view member) {
    const std::size_t i = t.index_of_member(member);
    return i != table_info::npos && t.columns[i].tenant_key;
}
template <class M, auto First, auto... Rest>
constexpr bool rest_is_tenant_key(members<First, Rest...>) {
    return !is_tenant_key(table_of<M>(), member_name<First>()) &&
           (is_tenant_key(table_of<M>(), member_name<Rest>()) && ...);
}
/// Whether the values of one column tell the related rows: a tenant's query says its key anyway.
template <auto Member, bool OfTenant>
constexpr bool goes_by_one_column() {
    if constexpr (!relation<Member>::has_several_members) return true;
    else if constexpr (!OfTenant) return false;
    else return rest_is_tenant_key<owner_of<Member>>(typename relation<Member>::from{});
}

/// The side from which a relation is followed: the one whose model stands first among the tables of the query; what is
/// loaded beside them has no say. A model that refers to itself is followed from the one that is referred to: with()
/// does the other.
template <auto Member, class Row, bool OfTenant = false>
constexpr auto followed_from() {
    if constexpr (!__is_same(typename called_relation<Member>::start, void)) {
        (void)refuse<prefetch_from_a_table_under_a_name<called_relation<Member>::member,
                                                        typename called_relation<Member>::start>>();
        return no_relation{};
    } else if constexpr (!relation<Member>::exists) {
        (void)refuse<prefetch_along_no_relation<Member, Row>>();
        return no_relation{};
    } else if constexpr (!goes_by_one_column<Member, OfTenant>()) {
        (void)refuse<prefetch_along_several_members<Member, Row>>();
        return no_relation{};
    } else if constexpr (!has_list(kind_of<without_null<value_of<Member>>>)) {
        (void)refuse<prefetch_by_values_that_make_no_list<Member, value_of<Member>>>();
        return no_relation{};
    } else {
        constexpr std::size_t target = place_in<typename relation<Member>::target_model, Row>;
        constexpr std::size_t referring = place_in<owner_of<Member>, Row>;
        if constexpr (target == table_info::npos && referring == table_info::npos) {
            (void)refuse<prefetch_along_a_relation_of_other_models<Member, Row>>();
            return no_relation{};
        } else return followed<Member, target <= referring>{};
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
    } else {
        constexpr std::size_t first = place_in<typename many::first_model, Row>;
        constexpr std::size_t second = place_in<typename many::second_model, Row>;
        if constexpr (first == table_info::npos && second == table_info::npos) {
            (void)refuse<prefetch_along_a_many_to_many_of_other_models<Link, Row>>();
            return no_relation{};
        } else if constexpr (first <= second) return followed_beyond<many::first, many::second>{};
        else return followed_beyond<many::second, many::first>{};
    }
}

}  // namespace detail

}  // namespace interlock
