// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/relation.hpp>
#include <interlock/routing/resolve.hpp>
#include <interlock/session/session.hpp>
#include <interlock/session/transaction.hpp>

namespace interlock {

template <auto Member, class Parent>
struct rows_that_do_not_refer_to_the_parent {
    static_assert(
        never<Parent>,
        "interlock: insert_with() of rows whose member does not refer to the row that is inserted with them: name the "
        "member of the children that has il::references to it, insert_with<&Review::product_id>(db, product, reviews)");
};

template <auto Member, class Child, class ChildDb, class Parent, class ParentDb>
struct inserted_into_two_databases {
    static_assert(
        never<Child>,
        "interlock: insert_with() of rows in two databases: no transaction holds both; insert the one that is referred "
        "to, and then the others");
};

namespace detail {

template <auto Member, class Parent, class Child>
void refer(Child& child, const Parent& parent) {
    using along = relation<Member>;
    if constexpr (!along::has_several_members) child.*Member = parent.*along::target;
    else [&]<auto... From, auto... To>(members<From...>, members<To...>) {
            ((child.*From = parent.*To), ...);
        }
    (typename along::from{}, typename along::to{});
}
template <auto Member, class Tx, class Parent, class Children>
void insert_family(Tx& tx, Parent& parent, Children& children) {
    tx.insert(parent);
    for (auto& child : children) {
        refer<Member>(child, parent);
        tx.insert(child);
    }
}
template <auto Member, class Parent>
constexpr bool require_parent() {
    if constexpr (!relation<Member>::exists)
        return refuse<rows_that_do_not_refer_to_the_parent<Member, Parent>>();
    else if constexpr (!__is_same(typename relation<Member>::target_model, Parent))
        return refuse<rows_that_do_not_refer_to_the_parent<Member, Parent>>();
    else return true;
}

}  // namespace detail

/// Inserts a row and those that refer to it, all or none of them: `il::insert_with<&Review::product_id>(db, product,
/// reviews)`. The generated keys are filled in, and the children's member with the key of their parent. By a session in a
/// transaction of its own; by a transaction within it. Throws what insert() throws.
template <auto Member, class Service, class Parent, class Children>
void insert_with(session<Service>& db, Parent& parent, Children&& children) {
    using child = detail::owner_of<Member>;
    if constexpr (detail::require_parent<Member, Parent>()) {
        using here = write_database<Service, Parent>;
        using there = write_database<Service, child>;
        if constexpr (!__is_same(here, there))
            (void)detail::refuse<inserted_into_two_databases<Member, child, there, Parent, here>>();
        else
            db.template transaction<here>(
                [&](auto& tx) { detail::insert_family<Member>(tx, parent, children); });
    }
}
template <auto Member, class Service, class Db, class How, class Parent, class Children>
void insert_with(open_transaction<Service, Db, How>& tx, Parent& parent, Children&& children) {
    if constexpr (detail::require_parent<Member, Parent>())
        tx.transaction([&](auto& part) { detail::insert_family<Member>(part, parent, children); });
}

}  // namespace interlock
