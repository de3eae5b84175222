// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/refusal.hpp>
#include <interlock/query/join.hpp>
#include <interlock/query/load_related.hpp>
#include <interlock/query/loading.hpp>
#include <interlock/query/select_parts.hpp>

// What a query has to be that is given to a prefetch.

namespace interlock {

template <class Link, class Related>
struct prefetch_that_joins_its_own_relation {
    static_assert(
        never<Link>,
        "interlock: a prefetch along a many-to-many relation whose query joins the same one: its join table would stand in "
        "it twice; join it by the member that refers to the rows, as in .join<&Performance::track_id>(), and its columns "
        "are there");
};

template <class Query, class Related>
struct prefetch_of_another_model {
    static_assert(
        never<Query>,
        "interlock: a prefetch whose query gives no whole rows of the related model: give it il::from<M>() of that model, "
        "with where(), order_by(), limit() and prefetch() as needed");
};

template <class M>
struct limit_for_each_row_of_more_than_a_table {
    static_assert(
        never<M>,
        "interlock: a limit in a prefetch whose query joins tables, reads a common table, locks, is distinct or orders by "
        "position: the rows of each key are counted in the related table alone; leave that out, or the limit");
};

namespace detail {

/// Whether the rows of a select can be counted for each key.
template <class M, class Parts>
constexpr bool is_counted(const Parts*) {
    return false;
}
template <class M, class Where, class Order, bounds Bounds>
constexpr bool
is_counted(const select_parts<from_table<M>, all_columns, Where, no_grouping, Order, every_row, Bounds>*) {
    return !Order::by_position;
}

/// The same beside the rows of a join table.
template <class M, class Link, class Parts>
constexpr bool is_counted_beside(const Parts*) {
    return false;
}
template <class M, class Link, class Condition, class Where, class Order, bounds Bounds>
constexpr bool is_counted_beside(const select_parts<from_join<from_table<M>, Link, Condition>, all_columns,
                                                    Where, no_grouping, Order, every_row, Bounds>*) {
    return !Order::by_position;
}
template <class Followed, class Parts>
constexpr bool is_counted_along(const Parts* parts) {
    using model = typename Followed::model;
    if constexpr (requires { Followed::beyond; })
        return is_counted<model>(parts) || is_counted_beside<model, owner_of<Followed::there>>(parts);
    else return is_counted<model>(parts);
}
/// Whether a query has the join table of a relation, but not in its rows.
template <class Followed, class Parts>
constexpr bool hides_join_table() {
    if constexpr (requires { Followed::beyond; })
        return has_table<owner_of<Followed::there>, Parts> &&
               place_in<owner_of<Followed::there>, typename Parts::result::type> == table_info::npos;
    else return false;
}

template <class Parts, class... Branches>
constexpr bool loads_whole_rows(const loading<Parts, Branches...>*) {
    return __is_same(typename Parts::column_list, all_columns) && !Parts::grouped;
}

}  // namespace detail

}  // namespace interlock
