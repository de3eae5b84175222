// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

// The values of a query that gives rows, as they are bound; and the bounds of its rows.

namespace interlock {

/// The bounds that a select has; one: its first row alone, where it stands for a value.
enum class bounds : unsigned char { none = 0, limit = 1, offset = 2, both = 3, one = 4 };

constexpr bool has_limit(bounds b) { return (static_cast<unsigned char>(b) & 1) != 0; }
constexpr bool has_offset(bounds b) { return (static_cast<unsigned char>(b) & 2) != 0; }
constexpr bool has_one(bounds b) { return (static_cast<unsigned char>(b) & 4) != 0; }
constexpr bounds operator|(bounds a, bounds b) {
    return static_cast<bounds>(static_cast<unsigned char>(a) | static_cast<unsigned char>(b));
}

/// The values of a query with another limit; nothing is copied.
template <class Parts>
struct limited_values {
    const Parts& parts;
    std::int64_t limit;

    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        parts.values_before_order(visit);
        parts.values_of_order(visit);
        visit.number(limit);
        if constexpr (has_offset(Parts::bounded)) visit.number(parts.offset);
    }
    constexpr unsigned variant() const { return parts.variant(); }
};

/// The values of a query whose order does not matter.
template <class Parts>
struct unordered_values {
    const Parts& parts;

    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        parts.values_before_order(visit);
        parts.values_of_bounds(visit);
    }
    constexpr unsigned variant() const { return parts.variant(); }
};

namespace detail {

/// How many texts a shape has.
template <class Shape>
inline constexpr unsigned variants_of = 1;
template <class Shape>
    requires(Shape::variants > 1)
inline constexpr unsigned variants_of<Shape> = Shape::variants;

/// Which of them a query has.
template <class Shape, class Query>
constexpr unsigned variant_of([[maybe_unused]] const Query& query) {
    if constexpr (variants_of<Shape> == 1) return 0;
    else return query.variant();
}

}  // namespace detail

}  // namespace interlock
