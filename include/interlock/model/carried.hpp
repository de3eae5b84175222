// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/links.hpp>
#include <interlock/model/member.hpp>
#include <interlock/model/references.hpp>
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

namespace detail {

template <class M>
constexpr bool carries_removals() {
    for (const column_info& c : table_of<M>())
        if (c.carries) return true;
    return false;
}

/// Whether a model is one of the tables by which removals are carried.
template <class M>
inline constexpr bool is_box = false;
template <auto Member>
inline constexpr bool is_box<outbox<Member>> = true;
template <auto Member>
inline constexpr bool is_box<inbox<Member>> = true;

/// Whether an attribute is a soft reference that carries removals.
template <class Attribute>
inline constexpr bool is_carrying = requires {
    requires Attribute::carries;
};

}  // namespace detail

}  // namespace interlock
