// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/codec.hpp>
#include <interlock/model/column_info.hpp>
#include <interlock/model/fixed_string.hpp>
#include <interlock/model/member.hpp>
#include <interlock/model/refusal.hpp>

// An attribute is a type with three parts:
//   applies_to(column)  whether a column of this kind can have it
//   apply(column)       what it changes in the column's description
//   refusal<Model, Member>  the compile error where it does not apply
// To add one, write it here or beside your model; nothing else has to know it.

namespace interlock {

/// Part of the primary key. Several of them make a composite key, in the order of the fields.
struct primary_key {
    static constexpr bool applies_to(const column_info& c) { return !c.nullable && is_comparable(c.kind); }
    static constexpr void apply(column_info& c) { c.primary_key = true; }
    template <class Model, auto Member>
    struct refusal {
        static constexpr bool null = detail::is_nullable<detail::value_of<Member>>;
        static_assert(!null,
                      "interlock: a primary key cannot be null; declare the member without std::optional");
        static_assert(
            null, "interlock: a primary key cannot be a JSON document or an array: engines do not agree on "
                  "which of them are equal; give the model a key of another type");
    };
};

/// The database gives the value when the row is inserted: an identity column. One per model, an integer,
/// and the whole primary key.
struct generated {
    static constexpr bool applies_to(const column_info& c) { return is_integer(c.kind) && !c.nullable; }
    static constexpr void apply(column_info& c) { c.generated = true; }
    template <class Model, auto Member>
    struct refusal {
        static_assert(never<Model>,
                      "interlock: generated applies to integers that are not std::optional; a database "
                      "counts rows and nothing else; give the member an integer type");
    };
};

/// At most this many characters (code points). Longer values are refused before they are sent.
template <std::uint32_t Characters>
struct max_length {
    static constexpr bool applies_to(const column_info& c) {
        return c.kind == value_kind::text && Characters > 0;
    }
    static constexpr void apply(column_info& c) { c.max_length = Characters; }
    template <class Model, auto Member>
    struct refusal {
        static_assert(never<Model>,
                      "interlock: max_length applies to text and is at least 1; for the range of a "
                      "number use min_value and max_value");
    };
};

/// No two rows have the same value.
struct unique {
    static constexpr bool applies_to(const column_info& c) { return is_comparable(c.kind); }
    static constexpr void apply(column_info& c) { c.unique = true; }
    template <class Model, auto Member>
    struct refusal {
        static_assert(
            never<Model>,
            "interlock: unique on a JSON document or an array: engines do not agree on which of them "
            "are equal; keep what is to be unique in a field of its own");
    };
};

/// An index of its own.
struct indexed {
    static constexpr bool applies_to(const column_info& c) { return is_comparable(c.kind); }
    static constexpr void apply(column_info& c) { c.indexed = true; }
    template <class Model, auto Member>
    struct refusal {
        static_assert(
            never<Model>,
            "interlock: indexed on a JSON document or an array, which no query compares; keep what is "
            "searched for in a field of its own");
    };
};

/// The column's name in the database, where it is not the member's.
template <fixed_string Name>
struct column {
    static constexpr bool applies_to(const column_info&) { return sizeof(Name.text) > 1; }
    static constexpr void apply(column_info& c) { c.name = Name.view(); }
    template <class Model, auto Member>
    struct refusal {
        static_assert(never<Model>, "interlock: a column's name cannot be empty");
    };
};

/// The value that the database gives a new row where an insert leaves the column out.
template <literal Value>
struct db_default {
    static constexpr literal value = Value;

    static constexpr bool applies_to(const column_info& c) {
        switch (Value.kind) {
            case literal::type::boolean: return c.kind == value_kind::boolean;
            case literal::type::integer:
                return is_number(c.kind) ? c.has_enumerator(Value) : c.holds_decimal(Value);
            case literal::type::real:
                return Value.can_be_written() && (c.kind == value_kind::real32 ||
                                                  c.kind == value_kind::real64 || c.holds_decimal(Value));
            case literal::type::text: return c.kind == value_kind::text && c.has_enumerator(Value);
            case literal::type::current_time:
                return c.kind == value_kind::timestamp || c.kind == value_kind::date;
            default: return false;
        }
    }
    static constexpr void apply(column_info& c) {
        c.has_default = true;
        c.db_default = &value;
    }
    template <class Model, auto Member>
    struct refusal {
        static_assert(
            Value.can_be_written(),
            "interlock: a number in an attribute has at most 15 digits, 18 of them after the point: its "
            "text would stand for another number; write a shorter one");
        static_assert(!Value.can_be_written() || never<Model>,
                      "interlock: db_default's value is of another type than the member; give a value "
                      "that the column can hold");
    };
};

/// A condition in SQL that every row fulfils: `check<"price >= 0">`. Stands at a field or among the constraints.
template <fixed_string Condition>
struct check {
    static constexpr bool applies_to(const column_info&) { return sizeof(Condition.text) > 1; }
    static constexpr void apply(column_info& c) { c.check = Condition.view(); }
    static constexpr constraint_info describe() {
        return {constraint_info::type::check, {}, 0, Condition.view(), nullptr};
    }
    template <class Model>
    static constexpr bool fits = true;
    template <class Model, auto Member>
    struct refusal {
        static_assert(never<Model>, "interlock: check needs a condition in SQL");
    };
};

/// No value is smaller; the database checks it.
template <literal Value>
struct min_value {
    static constexpr literal value = Value;

    static constexpr bool applies_to(const column_info& c) {
        return Value.can_be_written() && (is_number(c.kind) || c.holds_decimal(Value)) &&
               (Value.kind == literal::type::integer || Value.kind == literal::type::real);
    }
    static constexpr void apply(column_info& c) {
        c.has_min = true;
        c.min_value = &value;
    }
    template <class Model, auto Member>
    struct refusal {
        static_assert(
            Value.can_be_written(),
            "interlock: a number in an attribute has at most 15 digits, 18 of them after the point: its "
            "text would stand for another number; write a shorter one");
        static_assert(!Value.can_be_written() || never<Model>,
                      "interlock: min_value applies to numbers; for text use max_length or check");
    };
};

/// No value is larger; the database checks it.
template <literal Value>
struct max_value {
    static constexpr literal value = Value;

    static constexpr bool applies_to(const column_info& c) { return min_value<Value>::applies_to(c); }
    static constexpr void apply(column_info& c) {
        c.has_max = true;
        c.max_value = &value;
    }
    template <class Model, auto Member>
    struct refusal {
        static_assert(
            Value.can_be_written(),
            "interlock: a number in an attribute has at most 15 digits, 18 of them after the point: its "
            "text would stand for another number; write a shorter one");
        static_assert(!Value.can_be_written() || never<Model>,
                      "interlock: max_value applies to numbers; for text use max_length or check");
    };
};

/// Counts the changes of the row, so that a save() of a tracked row (docs/tracking.md) notices one that was made
/// meanwhile. One per model, an integer. Nothing but such a save touches it: other writes write what they are given.
struct version {
    static constexpr bool applies_to(const column_info& c) {
        return is_integer(c.kind) && !c.nullable && !c.enumeration;
    }
    static constexpr void apply(column_info& c) { c.version = true; }
    template <class Model, auto Member>
    struct refusal {
        static_assert(never<Model>,
                      "interlock: version applies to integers that are not std::optional: it counts the "
                      "changes of a row; give the member an integer type");
    };
};

/// Tells which tenant a row belongs to, where the tenants of a database share its tables (docs/routing/tenant_key.md). One
/// per model, a text or an integer, and no value that a database or a save gives.
struct tenant_key {
    static constexpr bool applies_to(const column_info& c) {
        return (c.kind == value_kind::text || is_integer(c.kind)) && !c.nullable && !c.enumeration;
    }
    static constexpr void apply(column_info& c) { c.tenant_key = true; }
    template <class Model, auto Member>
    struct refusal {
        static_assert(
            never<Model>,
            "interlock: tenant_key applies to a text or an integer that is not std::optional: every "
            "row belongs to one tenant, which is told by its name or number; declare the member so");
    };
};

/// Set to the current time when the row is inserted, whatever the member holds.
struct now_on_insert {
    static constexpr bool applies_to(const column_info& c) { return c.kind == value_kind::timestamp; }
    static constexpr void apply(column_info& c) { c.now_on_insert = true; }
    template <class Model, auto Member>
    struct refusal {
        static_assert(never<Model>, "interlock: now_on_insert applies to time points (interlock/chrono.hpp)");
    };
};

/// Set to the current time when the row is inserted or updated, whatever the member holds.
struct now_on_update {
    static constexpr bool applies_to(const column_info& c) { return c.kind == value_kind::timestamp; }
    static constexpr void apply(column_info& c) { c.now_on_update = true; }
    template <class Model, auto Member>
    struct refusal {
        static_assert(never<Model>, "interlock: now_on_update applies to time points (interlock/chrono.hpp)");
    };
};

}  // namespace interlock
