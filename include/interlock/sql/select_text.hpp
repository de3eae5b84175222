// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/select_parts.hpp>
#include <interlock/query/views.hpp>
#include <interlock/sql/calls_text.hpp>
#include <interlock/sql/expressions.hpp>
#include <interlock/sql/lock_text.hpp>
#include <interlock/sql/table_text.hpp>

// How a select is written: its clauses one by one, and put together.

namespace interlock::detail {

/// The conditions of a where clause, and whether there are any.
template <class Where>
struct written_where {
    static constexpr bool to(writer& w, std::string_view before = " WHERE ") {
        w.add(before);
        if (before == " AND ") write_conjunct<Where>(w);
        else written<Where>::to(w);
        return true;
    }
};
template <>
struct written_where<no_condition> {
    static constexpr bool to(writer&, std::string_view = {}) { return false; }
};
template <class Condition>
struct written_where<fixed_condition<Condition>> {
    static constexpr bool to(writer& w, std::string_view before = " WHERE ") {
        w.add(before);
        write_conjunct<Condition>(w);
        return true;
    }
};
template <class Before, class Condition, bool Optional>
struct written_where<restriction<Before, Condition, Optional>> {
    static constexpr bool to(writer& w, std::string_view first = " WHERE ") {
        const bool any = written_where<Before>::to(w, first);
        if (Optional && (w.variant >> Before::optional_count & 1u) == 0) return any;
        w.add(any ? " AND " : first);
        write_conjunct<Condition>(w);
        return true;
    }
};

template <class Where>
constexpr void write_where(writer& w, std::string_view before = " WHERE ") {
    (void)written_where<Where>::to(w, before);
}

/// NULLs come last in ascending order, on every engine.
constexpr void write_place_of_nulls(writer& w, bool nullable, bool descending) {
    if (nullable && w.dialect().nulls_sort_as_smallest) w.add(descending ? " NULLS FIRST" : " NULLS LAST");
}

template <class Operand, bool Descending>
constexpr void write_order_term(writer& w, bool first) {
    if (!first) w.add(", ");
    write_ordered<Operand>(w);
    if (Descending) w.add(" DESC");
    if constexpr (!requires { Operand::orders_itself; })
        write_place_of_nulls(w, is_nullable<typename Operand::type> || w.scope->rows_may_miss, Descending);
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
    else if (has_one(b)) w.add(" LIMIT 1");
    else if (has_offset(b)) w.add(w.dialect().no_limit);
    if (has_offset(b)) w.add(" OFFSET ").parameter(value_kind::int64);
}

template <std::size_t Column, bool Descending>
constexpr void write_order_of_column(writer& w, bool first, bool nullable) {
    if (!first) w.add(", ");
    w.number(static_cast<std::int64_t>(Column) + 1);
    if (Descending) w.add(" DESC");
    write_place_of_nulls(w, nullable, Descending);
}

/// The order of rows with these columns.
template <class Columns, class Order>
struct written_order_of;
template <class Columns, class... Operands, bool... Descending>
struct written_order_of<Columns, ordering<order_term<Operands, Descending>...>> {
    template <class Operand, bool Down>
    static constexpr void term(writer& w, bool& first) {
        constexpr std::size_t position = named_position<Operand>;
        if constexpr (position == table_info::npos) write_order_term<Operand, Down>(w, first);
        else write_order_of_column<position, Down>(w, first, Columns::nullable(position));
        first = false;
    }
    static constexpr void to(writer& w) {
        bool first = true;
        w.add(" ORDER BY ");
        (term<Operands, Descending>(w, first), ...);
    }
};

template <class Node>
constexpr void write_listed(writer& w, bool& first) {
    write_separator(w, first);
    written<Node>::to(w);
}

/// As long as it lives, columns are ordered as those of tables are.
struct with_ordered_columns {
    writer& w;
    bool before;

    constexpr with_ordered_columns(writer& to, bool ordered) : w(to), before(to.ordered_columns) {
        w.ordered_columns = before || ordered;
    }
    constexpr ~with_ordered_columns() { w.ordered_columns = before; }
    with_ordered_columns(const with_ordered_columns&) = delete;
    with_ordered_columns& operator=(const with_ordered_columns&) = delete;
};

/// What is selected, without SELECT.
template <class Columns>
struct written_columns {
    static constexpr bool are_the_table = false;
};
template <>
struct written_columns<all_columns> {
    static constexpr bool are_the_table = true;
    static constexpr void to(writer& w) { of_tables(w, w.scope->count); }
    static constexpr void of_tables(writer& w, std::size_t count) {
        bool first = true;
        for (std::size_t t = 0; t < count; ++t) {
            if (!w.scope->tables[t].shown) continue;
            for (const column_info& c : *w.scope->tables[t].table) {
                write_separator(w, first);
                const bool cast = w.without_lengths && has_length(c);
                if (cast) w.add("CAST(");
                if (w.scope->count > 1) w.table_name(w.scope->tables[t]).add('.');
                w.identifier(c.name);
                if (cast) w.add(" AS ").add(open_type(w, c.kind)).add(')');
            }
        }
    }
};
template <class... Expressions>
struct written_columns<projection<Expressions...>> {
    static constexpr bool are_the_table = false;
    static constexpr void to(writer& w) {
        bool first = true;
        ((write_separator(w, first), write_selected<Expressions>(w)), ...);
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

/// A table of the query, by its position.
constexpr void write_table_in_scope(writer& w, std::size_t position) {
    const scoped_table& t = w.scope->tables[position];
    // where no condition keeps a row out, those of other tenants must not be there
    const bool narrowed =
        w.scope->kept_on_right && w.dialect().of_tenant && t.table->index_of_tenant_key() != table_info::npos;
    if (narrowed) w.add("(SELECT * FROM ");
    w.identifier(t.table->name);
    if (narrowed) {
        (void)write_own_rows(w, *t.table);
        w.add(") AS ").table_name(t);
    } else if (t.copy > 1 || !t.alias.empty()) w.add(" AS ").table_name(t);
}

/// The tables of a query, how they stand after FROM, and what stands before SELECT.
template <class From>
struct written_from;
template <class M>
struct written_from<from_table<M>> {
    static constexpr std::size_t count = 1;
    static constexpr bool kept_on_right = false;
    static constexpr void list(scoped_table* tables) { tables[0].table = &table_of<M>(); }
    static constexpr void to(writer& w) { write_table_in_scope(w, 0); }
    static constexpr void before_select(writer&) {}
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
                if (s->has_here(t.name())) ++t.copy;
        scope = {tables, written_from<From>::count, w.scope};
        if constexpr (requires { written_from<From>::kept_on_right; })
            scope.kept_on_right = written_from<From>::kept_on_right;
        if constexpr (requires { From::is_inner; }) scope.rows_may_miss = !From::is_inner;
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
    write_where<Where>(w,
                       w.scope->kept_on_right ? " WHERE " : write_own_rows(w, w.scope->tables[0], " WHERE "));
    written_grouping<Grouping>::to(w);
}

template <class From, class Columns, class Where, class Grouping, class Order, class Quantifier,
          bounds Bounds>
struct written<select_parts<From, Columns, Where, Grouping, Order, Quantifier, Bounds>> {
    static constexpr bool columns = written_columns<Columns>::are_the_table && From::is_one_table;
    static constexpr void to(writer& w) {
        const bool without_lengths = w.without_lengths;
        const flag_set elsewhere(w.without_lengths, false);
        written_from<From>::before_select(w);
        const entered<From> tables(w);
        w.add("SELECT ");
        written_quantifier<Quantifier>::to(w);
        {
            const flag_set here(w.without_lengths, without_lengths);
            // what distinct rows are ordered by has to be selected, in the same words
            const with_ordered_columns ordered(w, __is_same(Quantifier, distinct_rows) || Order::by_position);
            written_columns<Columns>::to(w);
        }
        write_from_on<From, Where, Grouping>(w);
        if constexpr (!Order::by_position) written_order<Order>::to(w);
        else
            written_order_of<typename result_columns<typename Columns::template result<From>>::type,
                             Order>::to(w);
        write_bounds(w, Bounds);
        written_lock<Quantifier>::to(w);
    }
};

template <class Parts, class Result>
struct written<read_as<Parts, Result>> : written<Parts> {};

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
        written_from<From>::before_select(w);
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

}  // namespace interlock::detail
