// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/remove.hpp>
#include <interlock/query/select.hpp>
#include <interlock/query/statements.hpp>
#include <interlock/query/update.hpp>
#include <interlock/sql/expressions.hpp>
#include <interlock/sql/table_text.hpp>

// How the statements of query/ are written as SQL. `columns` tells whether the result's columns are the table's.

namespace interlock::detail {

template <class Where>
constexpr void write_where(writer& w) {
    if constexpr (!__is_same(Where, no_condition)) {
        w.add(" WHERE ");
        written<Where>::to(w);
    }
}

template <class Operand, bool Descending>
constexpr void write_order_term(writer& w, bool first) {
    if (!first) w.add(", ");
    written<Operand>::to(w);
    if (Descending) w.add(" DESC");
    if (is_nullable<typename Operand::type> && w.dialect().nulls_sort_as_smallest)
        w.add(Descending ? " NULLS FIRST" : " NULLS LAST");
}

template <class... Operands, bool... Descending>
constexpr void write_order(writer& w, ordering<order_term<Operands, Descending>...>) {
    if constexpr (sizeof...(Operands) > 0) {
        w.add(" ORDER BY ");
        bool first = true;
        ((write_order_term<Operands, Descending>(w, first), first = false), ...);
    }
}

constexpr void write_bounds(writer& w, bounds b) {
    if (has_limit(b)) w.add(" LIMIT ").parameter(value_kind::int64);
    else if (has_offset(b)) w.add(w.dialect().no_limit);
    if (has_offset(b)) w.add(" OFFSET ").parameter(value_kind::int64);
}

template <class M, class Where, class Order, bounds Bounds>
struct written<select_shape<M, Where, Order, Bounds>> {
    static constexpr bool columns = true;
    static constexpr void to(writer& w) {
        write_select_all(w, table_of<M>());
        write_where<Where>(w);
        write_order(w, Order{});
        write_bounds(w, Bounds);
    }
};

template <class M, class Where, class Order, bounds Bounds>
struct written<count_shape<select_shape<M, Where, Order, Bounds>>> {
    static constexpr bool columns = false;
    static constexpr void to(writer& w) {
        constexpr bool bounded = Bounds != bounds::none;
        w.add(bounded ? "SELECT count(*) FROM (SELECT 1 FROM " : "SELECT count(*) FROM ");
        w.identifier(table_of<M>().name);
        write_where<Where>(w);
        write_bounds(w, Bounds);
        if (bounded) w.add(") AS counted");
    }
};

template <class M, class Where, class Order, bounds Bounds>
struct written<exists_shape<select_shape<M, Where, Order, Bounds>>> {
    static constexpr bool columns = false;
    static constexpr void to(writer& w) {
        w.add("SELECT 1 FROM ").identifier(table_of<M>().name);
        write_where<Where>(w);
        if (Bounds == bounds::none) w.add(" LIMIT 1");
        else write_bounds(w, Bounds);
    }
};

template <class M>
struct written<get_shape<M>> {
    static constexpr bool columns = true;
    static constexpr void to(writer& w) { write_get(w, table_of<M>()); }
};

template <class M, std::size_t Rows>
struct written<insert_shape<M, Rows>> {
    static constexpr bool columns = false;
    static constexpr void to(writer& w) { write_insert(w, table_of<M>(), Rows); }
};

template <class M>
struct written<copy_shape<M>> {
    static constexpr bool columns = false;
    static constexpr void to(writer& w) { write_copy(w, table_of<M>()); }
};

template <class M>
struct written<upsert_shape<M>> {
    static constexpr bool columns = false;
    static constexpr void to(writer& w) { write_upsert(w, table_of<M>()); }
};

template <auto Member, class Value>
constexpr void write_assignment(writer& w, bool first) {
    if (!first) w.add(", ");
    written<column_reference<Member>>::to(w);
    w.add(" = ");
    write_operand<Value>(w);
}

template <class M, auto... Members, class... Values, class Where>
struct written<update_shape<M, assignment_list<assignment<Members, Values>...>, Where>> {
    static constexpr bool columns = false;
    static constexpr void to(writer& w) {
        w.add("UPDATE ").identifier(table_of<M>().name).add(" SET ");
        bool first = true;
        ((write_assignment<Members, Values>(w, first), first = false), ...);
        for (const column_info& c : table_of<M>())
            if (c.now_on_update && ((c.member != member_name<Members>()) && ...))
                w.add(", ").identifier(c.name).add(" = ").parameter(value_kind::timestamp);
        write_where<Where>(w);
    }
};

template <class M, class Where>
struct written<remove_shape<M, Where>> {
    static constexpr bool columns = false;
    static constexpr void to(writer& w) {
        w.add("DELETE FROM ").identifier(table_of<M>().name);
        write_where<Where>(w);
    }
};

template <class M>
struct written<create_shape<M>> {
    static constexpr bool columns = false;
    static constexpr void to(writer& w) { write_create_table(w, table_of<M>()); }
};

}  // namespace interlock::detail
