// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/compound.hpp>
#include <interlock/sql/select_text.hpp>

// How unions, intersections and differences are written. SQLite takes no parentheses around a side, and PostgreSQL
// joins intersections first: what is not a plain select becomes one.

namespace interlock::detail {

constexpr std::string_view name_of(set_operation o) {
    constexpr std::string_view names[]{" UNION ", " UNION ALL ", " INTERSECT ", " EXCEPT "};
    return names[static_cast<unsigned char>(o)];
}

/// Whether a side may stand as it is.
template <class Parts>
inline constexpr bool stands_alone = false;
template <class From, class Columns, class Where, class Grouping, class Quantifier>
inline constexpr bool
    stands_alone<select_parts<From, Columns, Where, Grouping, ordering<>, Quantifier, bounds::none>> =
        From::is_plain;

template <class Parts>
inline constexpr bool may_go_on = stands_alone<Parts>;
template <set_operation Operation, class Left, class Right, class Result>
inline constexpr bool may_go_on<compound_parts<Operation, Left, Right, Result, ordering<>, bounds::none>> =
    true;

template <class Parts>
constexpr void write_side_of_set(writer& w, bool as_it_is) {
    if (!as_it_is) w.add("SELECT * FROM (");
    written<Parts>::to(w);
    if (!as_it_is) w.add(") AS side");
}

template <class Left, class Columns, class Order>
struct written_order_of_set;
template <class Left, class Columns, class... Operands, bool... Descending>
struct written_order_of_set<Left, Columns, ordering<order_term<Operands, Descending>...>> {
    static constexpr void to(writer& w) {
        if constexpr (sizeof...(Operands) > 0) {
            w.add(" ORDER BY ");
            bool first = true;
            ((write_order_of_column<position_in<Left, Operands>, Descending>(
                  w, first, Columns::nullable(position_in<Left, Operands>)),
              first = false),
             ...);
        }
    }
};

template <set_operation Operation, class Left, class Right, class Result, class Order, bounds Bounds>
struct written<compound_parts<Operation, Left, Right, Result, Order, Bounds>> {
    static constexpr bool columns = written<Left>::columns;
    static constexpr void to(writer& w) {
        const with_ordered_columns ordered(w, true);
        write_side_of_set<Left>(w,
                                Operation == set_operation::intersect ? stands_alone<Left> : may_go_on<Left>);
        w.add(name_of(Operation));
        const flag_set of_left(w.without_lengths, false);
        write_side_of_set<Right>(w, stands_alone<Right>);
        written_order_of_set<Left, typename result_columns<Result>::type, Order>::to(w);
        write_bounds(w, Bounds);
    }
};

template <set_operation Operation, class Left, class Right, class Result, class Order, bounds Bounds>
struct written_rows<compound_parts<Operation, Left, Right, Result, Order, Bounds>> {
    static constexpr bool plain = false;
    static constexpr bool bounded = Bounds != bounds::none;

    static constexpr void to(writer& w, std::string_view) {
        written<compound_parts<Operation, Left, Right, Result, ordering<>, Bounds>>::to(w);
    }
};

}  // namespace interlock::detail
