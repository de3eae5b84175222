// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/condition.hpp>
#include <interlock/query/grouping.hpp>
#include <interlock/query/order.hpp>
#include <interlock/query/projection.hpp>
#include <interlock/query/source.hpp>

#include <cstdint>

namespace interlock {

/// The bounds that a select has.
enum class bounds : unsigned char { none = 0, limit = 1, offset = 2, both = 3 };

constexpr bool has_limit(bounds b) { return (static_cast<unsigned char>(b) & 1) != 0; }
constexpr bool has_offset(bounds b) { return (static_cast<unsigned char>(b) & 2) != 0; }
constexpr bounds operator|(bounds a, bounds b) {
    return static_cast<bounds>(static_cast<unsigned char>(a) | static_cast<unsigned char>(b));
}

/// A table that is read.
template <class M>
struct from_table {
    using first = M;
    using result = model_row<M>;
    template <class Executor>
    using rows = detail::rows_of<Executor, M>;

    template <class Visitor>
    constexpr void values(Visitor&) const {}
};

/// All rows, equal ones too.
struct every_row {};
/// `distinct()`: of equal rows one.
struct distinct_rows {};
/// `distinct_on(il::col<&Gem::organism>)`: of the rows that are equal there the first.
template <auto... Members>
struct distinct_on_columns {};

/// A select: its type decides its text, and it holds the values.
template <class From, class Columns = all_columns, class Where = no_condition, class Grouping = no_grouping,
          class Order = ordering<>, class Quantifier = every_row, bounds Bounds = bounds::none>
struct select_parts {
    using model_type = typename From::first;
    using result = typename Columns::template result<From>;
    static constexpr bool grouped = Columns::aggregate || Grouping::aggregate || Order::aggregate;
    static constexpr bounds bounded = Bounds;
    static constexpr unsigned variants = 1u << detail::optional_count<Where>;

    From from{};
    Columns columns{};
    Where where{};
    Grouping grouping{};
    Order order{};
    std::int64_t limit = 0;
    std::int64_t offset = 0;

    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        values_before_order(visit);
        order.values(visit);
        values_of_bounds(visit);
    }
    constexpr unsigned variant() const {
        if constexpr (variants == 1) return 0;
        else return where.variant();
    }
    template <class Visitor>
    constexpr void values_before_order(Visitor& visit) const {
        columns.values(visit);
        from.values(visit);
        where.values(visit);
        grouping.values(visit);
    }
    template <class Visitor>
    constexpr void values_of_bounds(Visitor& visit) const {
        if constexpr (has_limit(Bounds)) visit.number(limit);
        if constexpr (has_offset(Bounds)) visit.number(offset);
    }
};

/// The values of a select with another limit; nothing is copied.
template <class Parts>
struct limited_values {
    const Parts& parts;
    std::int64_t limit;

    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        parts.values_before_order(visit);
        parts.order.values(visit);
        visit.number(limit);
        if constexpr (has_offset(Parts::bounded)) visit.number(parts.offset);
    }
    constexpr unsigned variant() const { return parts.variant(); }
};

/// The values of a select whose order does not matter.
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

/// Checks what can be checked when all clauses are there: whether the columns, having and order are those of
/// groups, where there are groups.
template <class Rows, class From, class Columns, class Where, class Order, class Quantifier, bounds Bounds>
constexpr bool
check_groups(const select_parts<From, Columns, Where, no_grouping, Order, Quantifier, Bounds>*) {
    using groups = selected_groups_of<Rows>;
    return Columns::template known<groups>() && Order::template known<groups>();
}
template <class Rows, class From, class Columns, class Where, class Having, class... Keys, class Order,
          class Quantifier, bounds Bounds>
constexpr bool check_groups(
    const select_parts<From, Columns, Where, grouping<Having, Keys...>, Order, Quantifier, Bounds>*) {
    using groups = selected_groups_of<Rows, Keys...>;
    if constexpr (!__is_same(Having, no_condition))
        if constexpr (!Having::template known<groups_of<Rows, Keys...>>()) return false;
    return Columns::template known<groups>() && Order::template known<groups>();
}

}  // namespace detail

}  // namespace interlock
