// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/error.hpp>
#include <interlock/query/load_related.hpp>
#include <interlock/query/relation.hpp>
#include <interlock/session/referring.hpp>
#include <interlock/session/within_transaction.hpp>

#include <cstddef>
#include <iterator>
#include <string_view>
#include <tuple>
#include <type_traits>
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

template <class Row>
struct const_rows_inserted_with_others {
    static_assert(
        never<Row>,
        "interlock: insert_with() of rows that are const: the generated keys are filled into them, and the children's "
        "member that refers to the parent; pass rows that can be changed");
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
/// Gives a child its parent's value, which may be of another type of the same kind: wider, or one that may be NULL. Where
/// the key of a tenant is the executor's, a child says for itself whether it is another's, and is refused then.
template <auto From, auto To, bool OfTenant, class Child, class Parent>
void refer_by(Child& child, const Parent& parent, std::string_view alias) {
    using type = value_of<From>;
    using given = without_null<value_of<To>>;
    if constexpr (OfTenant && table_of<Child>().columns[field_index<Child, From>].tenant_key) return;
    else if constexpr (__is_same(type, value_of<To>) || __is_same(type, std::optional<value_of<To>>))
        child.*From = parent.*To;
    else if (const given* const value = value_in<To>(&parent); value != nullptr) {
        using own = without_null<type>;
        if constexpr (__is_same(own, given)) child.*From = *value;
        else try {
                child.*From = as_stored<own>(*value);
            } catch (error& e) {
                e.at_field(table_of<Child>().model, member_name<From>()).at_statement(alias, {}, {});
                throw;
            }
    } else if constexpr (is_nullable<type>) child.*From = std::nullopt;
    else {
        usage_error e("insert_with() of rows that refer to a member of their parent that is NULL there");
        e.at_field(table_of<Child>().model, member_name<From>()).at_statement(alias, {}, {});
        throw e;
    }
}
template <auto Member, bool OfTenant, class Parent, class Child>
void refer(Child& child, const Parent& parent, std::string_view alias) {
    using along = relation<Member>;
    if constexpr (!along::has_several_members)
        refer_by<Member, along::target, OfTenant>(child, parent, alias);
    else [&]<auto... From, auto... To>(members<From...>, members<To...>) {
            (refer_by<From, To, OfTenant>(child, parent, alias), ...);
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
        const auto e = tx.executor_of();
        for (child& c : children_) refer<Member, decltype(e)::gives_tenant_key>(c, parent_, e.alias());
        if constexpr (generated_field<child>() == table_info::npos) (void)tx.insert_many(children_);
        else
            for (child& c : children_) tx.insert(c);
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
template <auto Member, class Parent, class Child>
constexpr bool require_family() {
    if constexpr (std::is_const_v<Parent>) return refuse<const_rows_inserted_with_others<Parent>>();
    else if constexpr (std::is_const_v<Child>) return refuse<const_rows_inserted_with_others<Child>>();
    else if constexpr (!relation<Member>::exists)
        return refuse<rows_that_do_not_refer_to_the_parent<Member, Parent>>();
    else if constexpr (!__is_same(typename relation<Member>::target_model, Parent))
        return refuse<rows_that_do_not_refer_to_the_parent<Member, Parent>>();
    else return true;
}
template <class Rows>
using element_of = std::remove_reference_t<decltype(*std::begin(std::declval<Rows&>()))>;

}  // namespace detail

/// Inserts a row and those that refer to it, all or none of them: `il::insert_with<&Review::product_id>(db, product,
/// reviews)`. The generated keys are filled in, and the children's member with the key of their parent; where it
/// throws, all of these are as they were. The children take a statement each, unless they have no generated key: then one
/// insert_many(). By a session or an explicit database in a transaction of its own, by a transaction within it.
/// Throws what insert() throws, and
/// usage_error where the children refer to a value that is NULL in their parent, and may not be NULL in them.
template <auto Member, class Owner, class Service, class Parent, class Children>
void insert_with(routed_operations<Owner, Service>& db, Parent& parent, Children&& children) {
    using child = detail::owner_of<Member>;
    if constexpr (detail::require_family<Member, Parent, detail::element_of<Children>>()) {
        using here = write_database<Service, Parent>;
        using there = write_database<Service, child>;
        if constexpr (!__is_same(here, there))
            (void)detail::refuse<inserted_into_two_databases<Member, child, there, Parent, here>>();
        else
            detail::insert_family<Member>(
                parent, children, [&](auto insert) { detail::within_transaction<Parent>(db, insert); });
    }
}
template <auto Member, class Service, class Db, class Executor, class Parent, class Children>
void insert_with(const on_database<Service, Db, Executor>& db, Parent& parent, Children&& children) {
    if constexpr (detail::require_family<Member, Parent, detail::element_of<Children>>())
        detail::insert_family<Member>(parent, children,
                                      [&](auto insert) { detail::within_transaction<Parent>(db, insert); });
}
template <auto Member, class Service, class Db, class How, class Parent, class Children>
void insert_with(open_transaction<Service, Db, How>& tx, Parent& parent, Children&& children) {
    if constexpr (detail::require_family<Member, Parent, detail::element_of<Children>>())
        detail::insert_family<Member>(parent, children,
                                      [&](auto insert) { detail::within_transaction<Parent>(tx, insert); });
}

}  // namespace interlock
