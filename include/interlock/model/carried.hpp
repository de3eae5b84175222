// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/links.hpp>
#include <interlock/model/member.hpp>
#include <interlock/model/references.hpp>
#include <interlock/model/table.hpp>

// A soft reference whose rows are to go with the one that they refer to, in another database: the removal is noted
// where it happens, and carried there by il::deliver (interlock/outbox.hpp).

namespace interlock {

/// A row that was removed, and of which those that referred to it have not heard yet: `il::outbox<&Product::id>`. The
/// table lives where Product does.
template <auto Target>
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

namespace detail {

template <auto Target>
struct placement<outbox<Target>> {
    using type = owner_of<Target>;
};
template <auto Member>
struct placement<inbox<Member>> {
    using type = owner_of<Member>;
};

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

}  // namespace detail

}  // namespace interlock
