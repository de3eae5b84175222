// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/attributes.hpp>
#include <interlock/model/codec.hpp>
#include <interlock/model/described_kind.hpp>
#include <interlock/model/foreign_key.hpp>
#include <interlock/model/table.hpp>

namespace interlock {

/// A foreign key to a column of a model in the same database, with a constraint:
/// `references<&Product::id, il::on_delete::cascade, il::deferrable::initially_deferred>`. The column is unique there.
/// A service that keeps the two models in different databases does not compile.
template <auto Target, on_delete Action = on_delete::no_action, deferrable Checked = deferrable::no>
struct references {
    static constexpr auto target = Target;

    static constexpr bool applies_to(const column_info& c) {
        return widened(c.kind) == widened(detail::described_kind<Target>()) &&
               (Action != on_delete::set_null || c.nullable);
    }
    template <auto Member>
    static constexpr void apply_for(column_info& c) {
        c.refers = true;
        c.references = &table_of<detail::owner_of<Target>>;
        c.referenced_member = detail::member_name<Target>();
        c.when_removed = Action;
        c.when_checked = Checked;
    }
    template <class Model, auto Member>
    struct refusal {
        static constexpr bool null_impossible =
            Action == on_delete::set_null && !detail::is_nullable<detail::value_of<Member>>;
        static_assert(!null_impossible,
                      "interlock: on_delete::set_null needs a member that can be null; declare it as "
                      "std::optional or choose another action");
        static_assert(null_impossible,
                      "interlock: a reference and its target have different types, so no value of one "
                      "could equal the other; give the member the type of its target");
    };
};

namespace detail {

template <bool Is, class Refusal>
struct refusal_if {};
template <class Refusal>
struct refusal_if<true, Refusal> : Refusal {};

}  // namespace detail

/// A link to a column of a model in any database, without a constraint: the only kind that may cross databases.
/// With `il::on_delete::cascade` or `set_null` it is known where the row is removed, and il::deliver carries that to the
/// rows that refer to it (interlock/outbox.hpp).
template <auto Target, on_delete Action = on_delete::no_action>
struct soft_references {
    static constexpr auto soft_target = Target;
    static constexpr bool carries = Action != on_delete::no_action;
    static constexpr bool can_be_carried =
        !carries || Action == on_delete::cascade || Action == on_delete::set_null;

    static constexpr bool applies_to(const column_info& c) {
        return can_be_carried && references<Target, Action>::applies_to(c);
    }
    static constexpr void apply(column_info& c) {
        c.soft = true;
        c.carries = carries;
        c.when_removed = Action;
    }
    template <class Model, auto Member>
    struct refusal
        : detail::refusal_if<can_be_carried,
                             typename references<Target, Action>::template refusal<Model, Member>> {
        static_assert(
            can_be_carried,
            "interlock: a soft reference that restricts or sets a default: no database checks it, and what "
            "is carried to it comes after the removal; use cascade, set_null or no action");
    };
};

}  // namespace interlock
