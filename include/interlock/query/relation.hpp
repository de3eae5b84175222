// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/field_index.hpp>
#include <interlock/model/references.hpp>
#include <interlock/model/unique_columns.hpp>
#include <interlock/query/column.hpp>
#include <interlock/query/named_table.hpp>

// A relation is named by the member that refers, `&Review::product_id`, a foreign key over several members by the first
// of them; where it begins at a table under a name, as `manager::to<&Employee::department_id>`.

namespace interlock::detail {

struct no_relation {
    static constexpr bool exists = false;
    static constexpr bool has_several_members = false;
};

/// What a field refers to.
template <auto Target, bool Hard>
struct relation_to {
    static constexpr bool exists = true;
    static constexpr bool is_hard = Hard;  // with a constraint
    static constexpr auto target = Target;
    using target_model = owner_of<Target>;
    static constexpr bool has_several_members = false;
    template <auto Member>
    static constexpr bool may_be_null = is_nullable<value_of<Member>>;
};

/// What a foreign key refers to.
template <class From, class To>
struct relation_of_members;
template <auto... From, auto Target, auto... To>
struct relation_of_members<members<From...>, members<Target, To...>> {
    static constexpr bool exists = true;
    static constexpr bool is_hard = true;
    static constexpr auto target = Target;
    using target_model = owner_of<Target>;
    static constexpr bool has_several_members = sizeof...(From) > 1;
    template <auto Member>
    static constexpr bool may_be_null = (is_nullable<value_of<From>> || ...);

    using from = members<From...>;
    using to = members<Target, To...>;
};

template <class Attribute>
constexpr auto relation_of_attribute() {
    if constexpr (requires { Attribute::target; }) return relation_to<Attribute::target, true>{};
    else if constexpr (requires { Attribute::soft_target; })
        return relation_to<Attribute::soft_target, false>{};
    else return no_relation{};
}
constexpr no_relation first_relation() { return {}; }
template <class First, class... More>
constexpr auto first_relation(First first, More... more) {
    if constexpr (First::exists) return first;
    else return first_relation(more...);
}
template <auto Member, class... Attributes>
constexpr auto relation_of_field(field<Member, Attributes...>*) {
    return first_relation(relation_of_attribute<Attributes>()...);
}

template <auto Member, class Constraint>
constexpr auto relation_of_constraint() {
    if constexpr (requires { typename Constraint::target_model; }) {
        if constexpr (same_member<Member, Constraint::member>())
            return relation_of_members<typename Constraint::from, typename Constraint::to>{};
        else return no_relation{};
    } else return no_relation{};
}
template <auto Member, class... Constraints>
constexpr auto relation_of_constraints(constraints<Constraints...>*) {
    return first_relation(relation_of_constraint<Member, Constraints>()...);
}

/// Of a field of a model, which it may have inherited.
template <class Model, auto Member>
constexpr auto find_relation_in() {
    if constexpr (!declared_model<Model>) return no_relation{};
    else if constexpr (field_index<Model, Member> == table_info::npos) return no_relation{};
    else {
        constexpr auto alone = relation_of_field(
            static_cast<typename field_at<field_index<Model, Member>, fields_of<Model>>::type*>(nullptr));
        if constexpr (!alone.exists && requires { typename interlock::model<Model>::constraints; })
            return relation_of_constraints<Member>(
                static_cast<typename interlock::model<Model>::constraints*>(nullptr));
        else return alone;
    }
}
template <auto Member>
constexpr auto find_relation() {
    if constexpr (!requires { typename owner_of<Member>; }) return no_relation{};
    else return find_relation_in<owner_of<Member>, Member>();
}

/// The relation of a member: exists, is_hard, target and target_model, has_several_members.
template <auto Member>
using relation = decltype(find_relation<Member>());

/// Whether at most one row refers to each: the member of a relation is unique, or the whole primary key.
template <auto Member>
inline constexpr bool is_one_to_one = are_unique(table_of<owner_of<Member>>(), member_names<Member>::list);

/// What a relation is called by: its member, and the table under a name where it begins, or void.
template <auto Named>
struct called_relation {
    using start = void;
    static constexpr auto member = Named;
};
template <auto Named>
    requires requires { typename decltype(Named)::start; }
struct called_relation<Named> : decltype(Named) {};

}  // namespace interlock::detail
