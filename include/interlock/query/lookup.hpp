// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/column_info.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace interlock {

/// What a dynamic filter asks of a column, by the names that Django gave it: `name__icontains`.
enum class lookup : std::uint8_t {
    exact,
    iexact,
    ne,
    lt,
    lte,
    gt,
    gte,
    contains,
    icontains,
    startswith,
    istartswith,
    endswith,
    iendswith,
    in,
    range,
    isnull
};

namespace detail {

inline constexpr std::string_view lookup_names[]{
    "exact",     "iexact",     "ne",          "lt",       "lte",       "gt", "gte",   "contains",
    "icontains", "startswith", "istartswith", "endswith", "iendswith", "in", "range", "isnull"};
inline constexpr std::size_t lookup_count = sizeof lookup_names / sizeof *lookup_names;

constexpr std::string_view name_of(lookup l) { return lookup_names[static_cast<std::size_t>(l)]; }

/// Whether there is a lookup of this name.
constexpr bool find_lookup(std::string_view name, lookup& out) {
    for (std::size_t i = 0; i < lookup_count; ++i)
        if (lookup_names[i] == name) {
            out = static_cast<lookup>(i);
            return true;
        }
    return false;
}

/// Whether its value becomes a pattern.
constexpr bool is_match(lookup l) {
    return l == lookup::iexact || (l >= lookup::contains && l <= lookup::iendswith);
}

/// Whether a lookup means anything for a column, the same on every engine.
constexpr bool takes_lookup(const column_info& c, lookup l) {
    if (l == lookup::isnull) return c.nullable;
    if (!is_comparable(c.kind) || c.kind == value_kind::blob) return false;
    if (l == lookup::exact || l == lookup::ne) return true;
    if (c.kind == value_kind::boolean) return false;
    if (l == lookup::in) return true;
    if (c.name_count != 0) return false;  // an enumeration is stored by name or by number: it has no order
    if ((l >= lookup::lt && l <= lookup::gte) || l == lookup::range) return true;
    return c.kind == value_kind::text;
}

/// Their names, for messages.
inline std::string lookups_of(const column_info& c) {
    std::string names;
    for (std::size_t i = 0; i < lookup_count; ++i)
        if (takes_lookup(c, static_cast<lookup>(i))) {
            if (!names.empty()) names += ", ";
            names += lookup_names[i];
        }
    return names;
}

}  // namespace detail

}  // namespace interlock
