// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/relation.hpp>
#include <interlock/routing/resolve.hpp>
#include <interlock/session/referring.hpp>
#include <interlock/session/session.hpp>
#include <interlock/session/transaction.hpp>

#include <cstddef>
#include <tuple>
#include <utility>
#include <vector>

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

struct no_generated_key {
    template <class M>
    explicit no_generated_key(const M&) {}
    template <class M>
    void give_back(M&) const {}
};
template <auto Key>
struct generated_key {
    value_of<Key> before;
    template <class M>
    explicit generated_key(const M& row) : before(row.*Key) {}
    template <class M>
    void give_back(M& row) const {
        row.*Key = before;
    }
};
template <class M>
constexpr auto find_generated_key() {
    constexpr std::size_t index = generated_field<M>();
    if constexpr (index == table_info::npos) return plain<no_generated_key>{};
    else return plain<generated_key<field_at<index, fields_of<M>>::type::member>>{};
}

/// Members of a row, by value.
template <class Members>
struct kept_members;
template <auto... Members>
struct kept_members<members<Members...>> {
    std::tuple<value_of<Members>...> values;

    template <class M>
    explicit kept_members(const M& row) : values(row.*Members...) {}
    template <class M>
    void give_back(M& row) {
        std::tie(row.*Members...) = std::move(values);
    }
};
template <auto Member>
constexpr auto referring_members() {
    using along = relation<Member>;
    if constexpr (along::has_several_members) return typename along::from{};
    else return members<Member>{};
}
template <auto Member, class Parent, class Child>
void refer(Child& child, const Parent& parent) {
    using along = relation<Member>;
    if constexpr (!along::has_several_members) child.*Member = referring<Member>(parent);
    else [&]<auto... From, auto... To>(members<From...>, members<To...>) {
            ((child.*From = referring_to<From, To>(parent)), ...);
        }
    (typename along::from{}, typename along::to{});
}

/// A family that is being inserted, with what its rows held before: a row that is not stored does not look as if it was.
template <auto Member, class Parent, class Children>
class family {
public:
    family(Parent& parent, Children& children)
        : parent_(parent), children_(children), parent_before_(parent) {
        for (child& c : children_)
            before_.push_back({decltype(child_before::referring)(c), key_of<child>(c)});
    }
    template <class Tx>
    void insert(Tx& tx) {
        tx.insert(parent_);
        for (child& c : children_) {
            refer<Member>(c, parent_);
            tx.insert(c);
        }
    }
    void give_back() {
        parent_before_.give_back(parent_);
        auto was = before_.begin();
        for (child& c : children_) {
            was->referring.give_back(c);
            was->key.give_back(c);
            ++was;
        }
    }

private:
    using child = owner_of<Member>;
    template <class M>
    using key_of = typename decltype(find_generated_key<M>())::type;
    struct child_before {
        kept_members<decltype(referring_members<Member>())> referring;
        key_of<child> key;
    };

    Parent& parent_;
    Children& children_;
    key_of<Parent> parent_before_;
    std::vector<child_before> before_;
};

/// Inserts within what `run` calls its argument with.
template <auto Member, class Parent, class Children, class Run>
void insert_family(Parent& parent, Children& children, Run run) {
    family<Member, Parent, Children> rows(parent, children);
    try {
        run([&](auto& tx) { rows.insert(tx); });
    } catch (...) {
        rows.give_back();
        throw;
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
/// reviews)`. The generated keys are filled in, and the children's member with the key of their parent; where it
/// throws, all of these are as they were. By a session in a transaction of its own; by a transaction within it. Throws
/// what insert() throws.
template <auto Member, class Service, class Parent, class Children>
void insert_with(session<Service>& db, Parent& parent, Children&& children) {
    using child = detail::owner_of<Member>;
    if constexpr (detail::require_parent<Member, Parent>()) {
        using here = write_database<Service, Parent>;
        using there = write_database<Service, child>;
        if constexpr (!__is_same(here, there))
            (void)detail::refuse<inserted_into_two_databases<Member, child, there, Parent, here>>();
        else
            detail::insert_family<Member>(parent, children,
                                          [&](auto insert) { db.template transaction<here>(insert); });
    }
}
template <auto Member, class Service, class Db, class How, class Parent, class Children>
void insert_with(open_transaction<Service, Db, How>& tx, Parent& parent, Children&& children) {
    if constexpr (detail::require_parent<Member, Parent>())
        detail::insert_family<Member>(parent, children, [&](auto insert) { tx.transaction(insert); });
}

}  // namespace interlock
