// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/field_index.hpp>
#include <interlock/model/links.hpp>
#include <interlock/model/member.hpp>
#include <interlock/model/references.hpp>
#include <interlock/model/refusal.hpp>
#include <interlock/model/table.hpp>

// A soft reference whose rows are to go with the one that they refer to, in another database: the removal is noted
// where it happens, and carried there by il::deliver (interlock/outbox.hpp).

namespace interlock {

/// A removed row to which this member may refer, and of which the rows with the member have not heard yet:
/// `il::outbox<&Review::product_id>`. The table lives where Product does, each relation having one of its own.
template <auto Member>
struct outbox;

/// A removal that the rows with this member have heard of: `il::inbox<&Review::product_id>`. The table lives where Review
/// does.
template <auto Member>
struct inbox;

template <auto Member>
struct carried_removal_without_its_header {
    static_assert(
        never<carried_removal_without_its_header>,
        "interlock: a soft reference that carries removals, without the header that delivers them: include "
        "<interlock/outbox.hpp> where its model is declared");
};

template <auto Member>
struct outbox_of_a_member_that_carries_nothing {
    static_assert(never<outbox_of_a_member_that_carries_nothing>,
                  "interlock: an outbox of a member along which no removal is carried, so that there is no "
                  "such table; name the member with il::soft_references and an il::on_delete");
};

namespace detail {

template <class M>
constexpr bool carries_removals() {
    for (const column_info& c : table_of<M>())
        if (c.carries) return true;
    return false;
}

/// Whether an attribute is a soft reference that carries removals.
template <class Attribute>
inline constexpr bool is_carrying = requires {
    requires Attribute::carries;
};

template <auto Member>
struct carries_nothing {
    static constexpr auto soft_target = Member;
};
template <auto Member>
constexpr auto first_carrying() {
    (void)refuse<outbox_of_a_member_that_carries_nothing<Member>>();
    return carries_nothing<Member>{};
}
template <auto Member, class First, class... More>
constexpr auto first_carrying() {
    if constexpr (is_carrying<First>) return First{};
    else return first_carrying<Member, More...>();
}
template <auto Member, class... Attributes>
constexpr auto carrying_attribute(field<Member, Attributes...>*) {
    return first_carrying<Member, Attributes...>();
}
template <auto Member>
constexpr auto find_carrying() {
    using model = owner_of<Member>;
    return carrying_attribute(
        static_cast<typename field_at<field_index<model, Member>, fields_of<model>>::type*>(nullptr));
}
/// What a member refers to that carries removals.
template <auto Member>
inline constexpr auto carried_target = decltype(find_carrying<Member>())::soft_target;

template <auto Member>
struct placement<outbox<Member>> {
    using type = owner_of<carried_target<Member>>;
};
template <auto Member>
struct placement<inbox<Member>> {
    using type = owner_of<Member>;
};

}  // namespace detail

}  // namespace interlock
