// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/prefetch.hpp>
#include <interlock/sql/select_text.hpp>

namespace interlock::detail {

/// The rows are numbered for each key, and those within the limit kept.
template <class From, class Where, class Order, bounds Bounds, auto Key>
struct written<
    for_each_key_shape<select_parts<From, all_columns, Where, no_grouping, Order, every_row, Bounds>, Key>> {
    static constexpr bool columns = From::is_one_table;
    static constexpr void to(writer& w) {
        w.need(feature::window_functions).add("SELECT ");
        {
            const entered<From> tables(w);
            write_columns(w, false);
            w.add(" FROM (SELECT ");
            write_columns(w, true);
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

private:
    /// Outside, or in the inner query; of several tables under numbers, for two may have one name.
    static constexpr void write_columns(writer& w, bool inner) {
        std::int64_t number = 0;
        for (std::size_t t = 0; t < w.scope->count; ++t)
            for (const column_info& c : *w.scope->tables[t].table) {
                if (number++ != 0) w.add(", ");
                if (columns) w.identifier(c.name);
                else {
                    if (inner) w.table_name(w.scope->tables[t]).add('.').identifier(c.name).add(" AS ");
                    w.add("\"interlock_").number(number).add('"');
                }
            }
    }
};

}  // namespace interlock::detail
