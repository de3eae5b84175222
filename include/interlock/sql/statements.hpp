// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/remove.hpp>
#include <interlock/query/select.hpp>
#include <interlock/query/statements.hpp>
#include <interlock/query/subquery.hpp>
#include <interlock/query/update.hpp>
#include <interlock/query/window.hpp>
#include <interlock/sql/expressions.hpp>
#include <interlock/sql/table_text.hpp>

// How the statements of query/ are written as SQL. `columns` tells whether the result's columns are the table's.

namespace interlock::detail {

/// The conditions of a where clause, and whether there are any.
template <class Where>
struct written_where {
    static constexpr bool to(writer& w) {
        w.add(" WHERE ");
        written<Where>::to(w);
        return true;
    }
};
template <>
struct written_where<no_condition> {
    static constexpr bool to(writer&) { return false; }
};
template <class Condition>
struct written_where<fixed_condition<Condition>> {
    static constexpr bool to(writer& w) {
        w.add(" WHERE ");
        write_conjunct<Condition>(w);
        return true;
    }
};
template <class Before, class Condition, bool Optional>
struct written_where<restriction<Before, Condition, Optional>> {
    static constexpr bool to(writer& w) {
        const bool any = written_where<Before>::to(w);
        if (Optional && (w.variant >> Before::optional_count & 1u) == 0) return any;
        w.add(any ? " AND " : " WHERE ");
        write_conjunct<Condition>(w);
        return true;
    }
};

template <class Where>
constexpr void write_where(writer& w) {
    (void)written_where<Where>::to(w);
}

template <class Operand, bool Descending>
constexpr void write_order_term(writer& w, bool first) {
    if (!first) w.add(", ");
    written<Operand>::to(w);
    if (Descending) w.add(" DESC");
    if (is_nullable<typename Operand::type> && w.dialect().nulls_sort_as_smallest)
        w.add(Descending ? " NULLS FIRST" : " NULLS LAST");
}

template <class Order>
struct written_order;
template <class... Operands, bool... Descending>
struct written_order<ordering<order_term<Operands, Descending>...>> {
    static constexpr void to(writer& w, std::string_view before = " ORDER BY ") {
        if constexpr (sizeof...(Operands) > 0) {
            w.add(before);
            bool first = true;
            ((write_order_term<Operands, Descending>(w, first), first = false), ...);
        }
    }
};

constexpr void write_bounds(writer& w, bounds b) {
    if (has_limit(b)) w.add(" LIMIT ").parameter(value_kind::int64);
    else if (has_offset(b)) w.add(w.dialect().no_limit);
    if (has_offset(b)) w.add(" OFFSET ").parameter(value_kind::int64);
}

template <class Node>
constexpr void write_listed(writer& w, bool& first) {
    write_separator(w, first);
    written<Node>::to(w);
}

/// What is selected, without SELECT.
template <class Columns>
struct written_columns {
    static constexpr bool are_the_table = false;
};
template <>
struct written_columns<all_columns> {
    static constexpr bool are_the_table = true;
    static constexpr void to(writer& w) {
        bool first = true;
        for (std::size_t t = 0; t < w.scope->count; ++t)
            for (const column_info& c : *w.scope->tables[t].table) {
                write_separator(w, first);
                if (w.scope->count > 1) w.table_name(w.scope->tables[t]).add('.');
                w.identifier(c.name);
            }
    }
};
template <class... Expressions>
struct written_columns<projection<Expressions...>> {
    static constexpr bool are_the_table = false;
    static constexpr void to(writer& w) {
        bool first = true;
        (write_listed<Expressions>(w, first), ...);
    }
};
template <class Projection, class Result>
struct written_columns<projection_into<Projection, Result>> : written_columns<Projection> {};

template <class Quantifier>
struct written_quantifier {
    static constexpr void to(writer&) {}
};
template <>
struct written_quantifier<distinct_rows> {
    static constexpr void to(writer& w) { w.add("DISTINCT "); }
};
template <auto... Members>
struct written_quantifier<distinct_on_columns<Members...>> {
    static constexpr void to(writer& w) {
        bool first = true;
        w.need(feature::distinct_on).add("DISTINCT ON (");
        (write_listed<column_reference<Members>>(w, first), ...);
        w.add(") ");
    }
};

template <class Grouping>
struct written_grouping {
    static constexpr void to(writer&) {}
};
template <class Having, class... Keys>
struct written_grouping<grouping<Having, Keys...>> {
    static constexpr void to(writer& w) {
        bool first = true;
        w.add(" GROUP BY ");
        (write_listed<Keys>(w, first), ...);
        if constexpr (!__is_same(Having, no_condition)) {
            w.add(" HAVING ");
            written<Having>::to(w);
        }
    }
};

/// The tables of a query, and how they stand after FROM.
template <class From>
struct written_from;
template <class M>
struct written_from<from_table<M>> {
    static constexpr std::size_t count = 1;
    static constexpr void list(scoped_table* tables) { tables[0].table = &table_of<M>(); }
    static constexpr void to(writer& w) {
        w.identifier(w.scope->tables[0].table->name);
        if (w.scope->tables[0].copy > 1) w.add(" AS ").table_name(w.scope->tables[0]);
    }
};

/// Enters the tables of a query, for as long as it lives.
template <class From>
struct entered {
    writer& w;
    scoped_table tables[written_from<From>::count]{};
    table_scope scope;

    constexpr explicit entered(writer& to) : w(to) {
        written_from<From>::list(tables);
        for (scoped_table& t : tables)
            for (const table_scope* s = w.scope; s != nullptr; s = s->outer)
                if (s->has_here(t.table->name)) ++t.copy;
        scope = {tables, written_from<From>::count, w.scope};
        w.scope = &scope;
    }
    constexpr ~entered() { w.scope = scope.outer; }
    entered(const entered&) = delete;
    entered& operator=(const entered&) = delete;
};

template <class From, class Where, class Grouping>
constexpr void write_from_on(writer& w) {
    w.add(" FROM ");
    written_from<From>::to(w);
    write_where<Where>(w);
    written_grouping<Grouping>::to(w);
}

template <class From, class Columns, class Where, class Grouping, class Order, class Quantifier,
          bounds Bounds>
struct written<select_parts<From, Columns, Where, Grouping, Order, Quantifier, Bounds>> {
    static constexpr bool columns = written_columns<Columns>::are_the_table;
    static constexpr void to(writer& w) {
        const entered<From> tables(w);
        w.add("SELECT ");
        written_quantifier<Quantifier>::to(w);
        written_columns<Columns>::to(w);
        write_from_on<From, Where, Grouping>(w);
        written_order<Order>::to(w);
        write_bounds(w, Bounds);
    }
};

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
        w.column(type_text<owner_of<Member>>(), member_name<Member>(), true);
    }
};

template <class Operand, class Parts>
struct written<membership_in_query<Operand, Parts>> {
    static constexpr void to(writer& w) {
        write_side<Operand>(w);
        w.add(" IN (");
        written<Parts>::to(w);
        w.add(')');
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

/// A select whose rows are only counted or looked for.
template <class Parts>
struct written_rows;
template <class From, class Columns, class Where, class Grouping, class Order, class Quantifier,
          bounds Bounds>
struct written_rows<select_parts<From, Columns, Where, Grouping, Order, Quantifier, Bounds>> {
    using parts = select_parts<From, Columns, Where, Grouping, Order, Quantifier, Bounds>;
    /// The columns make no difference to how many rows there are.
    static constexpr bool plain =
        !parts::grouped && __is_same(Quantifier, every_row) && __is_same(Columns, all_columns);
    static constexpr bool bounded = Bounds != bounds::none;

    static constexpr void to(writer& w, std::string_view instead) {
        const entered<From> tables(w);
        w.add("SELECT ");
        if constexpr (plain) w.add(instead);
        else {
            written_quantifier<Quantifier>::to(w);
            written_columns<Columns>::to(w);
        }
        write_from_on<From, Where, Grouping>(w);
        write_bounds(w, Bounds);
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

template <class Parts>
struct written<count_shape<Parts>> {
    using rows = written_rows<Parts>;
    static constexpr bool columns = false;
    static constexpr void to(writer& w) {
        if constexpr (rows::plain && !rows::bounded) rows::to(w, "count(*)");
        else {
            w.add("SELECT count(*) FROM (");
            rows::to(w, "1");
            w.add(") AS counted");
        }
    }
};

template <class Parts>
struct written<exists_shape<Parts>> {
    using rows = written_rows<Parts>;
    static constexpr bool columns = false;
    static constexpr void to(writer& w) {
        rows::to(w, "1");
        if constexpr (!rows::bounded) w.add(" LIMIT 1");
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

/// Whether the database may make of an expression an integer that does not fit a column of this kind. What is bound
/// was looked at by the binding.
template <class Value>
constexpr bool may_overflow(value_kind column) {
    if constexpr (is_bound<Value> || is_optional_value<Value>) return false;
    else return is_integer(node_kind<Value>()) && node_kind<Value>() > column;
}

template <auto Member, class Value>
constexpr void write_assignment(writer& w, bool first) {
    if (!first) w.add(", ");
    written<column_reference<Member>>::to(w);
    w.add(" = ");
    constexpr value_kind column = node_kind<column_reference<Member>>();
    const std::string_view check = w.dialect().narrowing(column);
    if (may_overflow<Value>(column) && !check.empty()) {
        w.add(check);
        written<Value>::to(w);
        w.add(')');
    } else write_side<Value>(w);
}

template <class M, auto... Members, class... Values, class Where>
struct written<update_shape<M, assignment_list<assignment<Members, Values>...>, Where>> {
    static constexpr bool columns = false;
    static constexpr void to(writer& w) {
        const entered<from_table<M>> tables(w);
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
        const entered<from_table<M>> tables(w);
        w.add("DELETE FROM ").identifier(table_of<M>().name);
        write_where<Where>(w);
    }
};

template <class Write, class Columns>
struct written<returning_shape<Write, Columns>> {
    static constexpr bool columns = written_columns<Columns>::are_the_table;
    static constexpr void to(writer& w) {
        written<Write>::to(w);
        const entered<from_table<typename Write::model_type>> tables(w);
        w.need(feature::returning).add(" RETURNING ");
        written_columns<Columns>::to(w);
    }
};

template <class M>
struct written<create_shape<M>> {
    static constexpr bool columns = false;
    static constexpr void to(writer& w) { write_create_table(w, table_of<M>()); }
};

}  // namespace interlock::detail
