// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/carried.hpp>
#include <interlock/model/field.hpp>
#include <interlock/model/links.hpp>
#include <interlock/model/refusal.hpp>

// The tables of a service: those of its models, and those that the models bring without being listed, the join tables of
// links and the boxes of carried removals.

namespace interlock {

template <class... Models>
struct models {};

namespace detail {

template <class... Tables, class... Links>
constexpr auto operator+(models<Tables...>, links<Links...>) {
    return models<Tables..., Links...>{};
}

/// The boxes of an attribute, if both its models are listed.
template <class Listed, auto Member, class Attribute>
struct boxes {};
template <class... Tables, class... Listed, auto Member, class Attribute>
constexpr auto operator+(models<Tables...> tables, boxes<models<Listed...>, Member, Attribute>) {
    if constexpr (!is_carrying<Attribute>) return tables;
    else if constexpr (!(__is_same(owner_of<Attribute::soft_target>, Listed) || ...)) return tables;
    else if constexpr (!requires { sizeof(inbox<Member>); }) {
        (void)refuse<carried_removal_without_its_header<Member>>();
        return tables;
    } else return models<Tables..., outbox<Member>, inbox<Member>>{};
}
template <class Listed, class Field>
struct boxes_of_field {};
template <class Tables, class Listed, auto Member, class... Attributes>
constexpr auto operator+(Tables tables, boxes_of_field<Listed, field<Member, Attributes...>>) {
    return (tables + ... + boxes<Listed, Member, Attributes>{});
}
template <class Listed, class M>
struct boxes_of {};
template <class Tables, class Listed, class M>
constexpr auto operator+(Tables tables, boxes_of<Listed, M>) {
    if constexpr (!carries_removals<M>()) return tables;
    else
        return [&]<class... Fields>(fields<Fields...>) {
            return (tables + ... + boxes_of_field<Listed, Fields>{});
        }(fields_of<M>{});
}

template <class... Models>
constexpr auto find_tables() {
    using listed = models<Models...>;
    if constexpr (((__is_same(links_of<Models>, links<>) && !carries_removals<Models>()) && ...))
        return listed{};
    else return ((listed{} + ... + links_of<Models>{}) + ... + boxes_of<listed, Models>{});
}
/// The tables of a service with these models.
template <class... Models>
using tables_of = decltype(find_tables<Models...>());

}  // namespace detail

}  // namespace interlock
