// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/column_info.hpp>
#include <interlock/model/refusal.hpp>

// Attributes that say how a type of value is stored; model/attributes.hpp tells what an attribute is. One with a
// stored_kind makes that the kind of the column.

namespace interlock {

/// An enumeration is stored by the names of its enumerators, not by their numbers.
struct as_text {
    static constexpr value_kind stored_kind = value_kind::text;

    static constexpr bool applies_to(const column_info& c) { return c.name_count > 0; }
    static constexpr void apply(column_info&) {}
    template <class Model, auto Member>
    struct refusal {
        static_assert(never<Model>,
                      "interlock: as_text applies to enumerations whose enumerators have names; specialise "
                      "il::enum_names (interlock/enums.hpp)");
    };
};

/// An array is stored as a JSON text where the engine has no arrays.
struct as_json {
    static constexpr bool applies_to(const column_info& c) { return is_list(c.kind); }
    static constexpr void apply(column_info& c) { c.as_json = true; }
    template <class Model, auto Member>
    struct refusal {
        static_assert(never<Model>,
                      "interlock: as_json applies to std::vector members; for a JSON document declare the "
                      "member as il::json");
    };
};

/// The digits of a decimal, and how many of them stand after the point: what the type says already.
template <int Digits, int Scale>
struct precision {
    static constexpr bool applies_to(const column_info& c) {
        return c.kind == value_kind::decimal && c.precision == Digits && c.scale == Scale;
    }
    static constexpr void apply(column_info&) {}
    template <class Model, auto Member>
    struct refusal {
        static_assert(
            never<Model>,
            "interlock: precision<P, S> says again what il::decimal<P, S> says; no other type keeps "
            "decimal digits: declare the member as il::decimal with these two numbers");
    };
};

}  // namespace interlock
