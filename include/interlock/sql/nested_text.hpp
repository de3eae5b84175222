// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/subquery.hpp>
#include <interlock/query/window.hpp>
#include <interlock/sql/select_text.hpp>

// How expressions are written that have a select or a window in them.

namespace interlock::detail {

constexpr void write_edge(writer& w, window_edge e) {
    if (e.unbounded) w.add("UNBOUNDED");
    else if (e.rows == 0) w.add("CURRENT ROW");
    else w.number(e.rows);
    if (e.unbounded || e.rows != 0) w.add(e.before ? " PRECEDING" : " FOLLOWING");
}

template <class Frame>
struct written_frame {
    static constexpr void to(writer&) {}
};
template <window_edge Begin, window_edge End>
struct written_frame<row_frame<Begin, End>> {
    static constexpr void to(writer& w) {
        w.add(" ROWS BETWEEN ");
        write_edge(w, Begin);
        w.add(" AND ");
        write_edge(w, End);
    }
};

template <class Window>
struct written_window;
template <class Frame, class Order, class... Keys>
struct written_window<window<Frame, Order, Keys...>> {
    static constexpr void to(writer& w) {
        w.need(feature::window_functions).add(" OVER (");
        [[maybe_unused]] bool first = true;
        if (sizeof...(Keys) > 0) w.add("PARTITION BY ");
        (write_listed<Keys>(w, first), ...);
        written_order<Order>::to(w, sizeof...(Keys) > 0 ? " ORDER BY " : "ORDER BY ");
        written_frame<Frame>::to(w);
        w.add(')');
    }
};

template <function_id Function, class T, class Filter, class Window, class... Arguments>
struct written<windowed_call<Function, T, Filter, Window, Arguments...>> {
    static constexpr void to(writer& w) {
        const function_text text = write_call<Function, Arguments...>(w);
        write_filter<Filter>(w);
        written_window<Window>::to(w);
        w.add(text.tail);
    }
};

template <auto Member>
struct written<outer_column<Member>> {
    static constexpr void to(writer& w) {
        w.column(kept_type<owner_of<Member>>::value, member_name<Member>(), true);
    }
};

template <class Operand, class Parts>
struct written<membership_in_query<Operand, Parts>> {
    static constexpr void to(writer& w) {
        write_side<Operand>(w);
        // PostgreSQL may run what stands after IN once for each row, and would lock others each time; an array it
        // makes once
        w.add(locks_rows<Parts> ? " = ANY(ARRAY(" : " IN (");
        written<Parts>::to(w);
        w.add(locks_rows<Parts> ? "))" : ")");
    }
};

template <class T, class Parts>
struct written<scalar_subquery<T, Parts>> {
    static constexpr void to(writer& w) {
        w.add('(');
        written<Parts>::to(w);
        w.add(')');
    }
};

template <class Parts>
struct written<existence<Parts>> {
    static constexpr void to(writer& w) {
        w.add("EXISTS (");
        written_rows<Parts>::to(w, "1");
        w.add(')');
    }
};

}  // namespace interlock::detail
