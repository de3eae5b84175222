// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/prefetch.hpp>
#include <interlock/sql/select_text.hpp>

namespace interlock::detail {

/// The rows are numbered for each key, and those within the limit kept.
template <class From, class Where, class Order, bounds Bounds, auto Key>
struct written<
    for_each_key_shape<select_parts<From, all_columns, Where, no_grouping, Order, every_row, Bounds>, Key>> {
    static constexpr bool columns = true;
    static constexpr void to(writer& w) {
        using model = typename From::first;
        bool first = true;
        w.need(feature::window_functions).add("SELECT ");
        for (const column_info& c : table_of<model>()) {
            write_separator(w, first);
            w.identifier(c.name);
        }
        w.add(" FROM (");
        {
            const entered<From> tables(w);
            w.add("SELECT ");
            written_columns<all_columns>::to(w);
            w.add(", row_number() OVER (PARTITION BY ");
            written<column_reference<Key>>::to(w);
            written_order<Order>::to(w);
            w.add(R"() AS "interlock_row")");
            write_from_on<From, Where, no_grouping>(w);
        }
        w.add(R"() AS "interlock_rows" WHERE "interlock_row" > )").parameter(value_kind::int64);
        if (has_limit(Bounds)) w.add(R"( AND "interlock_row" <= )").parameter(value_kind::int64);
        w.add(R"( ORDER BY "interlock_row")");
    }
};

}  // namespace interlock::detail
