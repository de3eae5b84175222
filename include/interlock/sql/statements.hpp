// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/inserting.hpp>
#include <interlock/query/remove.hpp>
#include <interlock/query/statements.hpp>
#include <interlock/query/update.hpp>
#include <interlock/sql/fitting.hpp>
#include <interlock/sql/nested_text.hpp>
#include <interlock/sql/select_text.hpp>
#include <interlock/sql/table_text.hpp>
#include <interlock/sql/tables_text.hpp>

// How the statements of query/ are written as SQL. `columns` tells whether the result's columns are the table's.

namespace interlock::detail {

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
struct written<insert_row_shape<M>> {
    static constexpr bool columns = false;
    static constexpr void to(writer& w) { write_insert_into(w, table_of<M>(), 1, false); }
};

template <class M>
struct written<copy_shape<M>> {
    static constexpr bool columns = false;
    static constexpr void to(writer& w) { write_copy(w, table_of<M>()); }
};

template <auto Member, class Value>
constexpr void write_assignment(writer& w, const table_info& t, bool first) {
    if (!first) w.add(", ");
    const std::size_t at = t.index_of_member(member_name<Member>());
    if (at == table_info::npos) return;  // refused already
    w.identifier(t.columns[at].name).add(" = ");
    if constexpr (was_looked_at<Value>) write_side<Value>(w);
    else {
        const function_text check = fitting(
            w.dialect(), t.columns[at], integers_of<without_null<value_of<Member>>>(), computed_by<Value>());
        if (check.begin.empty()) return write_side<Value>(w);
        w.begin(check);
        written<Value>::to(w);
        write_fitting_end(w, t.columns[at], check);
    }
}

/// The tables beside the updated one and what joins them; gives what stands before the next condition.
template <class From>
struct written_update_from {
    static constexpr std::string_view to(writer& w) {
        return write_own_rows(w, w.scope->tables[0], " WHERE ");
    }
};
template <class From, class M, class Condition>
struct written_update_from<from_join<From, M, Condition>> {
    static constexpr std::string_view to(writer& w) {
        w.need(feature::update_from);
        tables(w);
        return " AND ";
    }
    static constexpr void tables(writer& w) {
        w.add(" FROM ");
        for (std::size_t t = 1; t < w.scope->count; ++t) {
            if (t > 1) w.add(", ");
            write_table_in_scope(w, t);
        }
        std::string_view before = " WHERE ";
        for (std::size_t t = 0; t < w.scope->count; ++t)
            before = write_own_rows(w, w.scope->tables[t], before);
        w.add(before);
        conditions(w);
    }
    static constexpr void conditions(writer& w) {
        if constexpr (requires { &written_update_from<From>::conditions; }) {
            written_update_from<From>::conditions(w);
            w.add(" AND ");
        }
        write_conjunct<Condition>(w);
    }
};

template <class M, auto... Members, class... Values, class Where, class From>
struct written<update_shape<M, assignment_list<assignment<Members, Values>...>, Where, From>> {
    static constexpr bool columns = false;
    static constexpr void to(writer& w) {
        const entered<From> tables(w);
        w.add("UPDATE ").identifier(table_of<M>().name).add(" SET ");
        bool first = true;
        ((write_assignment<Members, Values>(w, table_of<M>(), first), first = false), ...);
        for (const column_info& c : table_of<M>())
            if (c.now_on_update && ((c.member != member_name<Members>()) && ...))
                w.add(", ").identifier(c.name).add(" = ").parameter(value_kind::timestamp);
        const std::string_view before = written_update_from<From>::to(w);
        if constexpr (optional_count<Where> != 0) written_where<Where>::to(w, before);
        else if constexpr (!__is_same(Where, no_condition)) {
            w.add(before);
            write_conjunct<Where>(w);
        }
    }
};

template <class M, class Where, class From>
struct written<update_shape<M, refused_assignments, Where, From>> {
    static constexpr bool columns = false;
    static constexpr void to(writer&) {}
};

template <class M, class Where>
struct written<remove_shape<M, Where>> {
    static constexpr bool columns = false;
    static constexpr void to(writer& w) {
        const entered<from_table<M>> tables(w);
        w.add("DELETE FROM ").identifier(table_of<M>().name);
        write_where<Where>(w, write_own_rows(w, tables.tables[0], " WHERE "));
    }
};

template <class Write>
struct tables_written {
    using type = from_table<typename Write::model_type>;
};
template <class Write>
    requires requires { typename Write::from; }
struct tables_written<Write> {
    using type = typename Write::from;
};

template <class Write, class Columns>
struct written<returning_shape<Write, Columns>> {
    static constexpr bool columns = written_columns<Columns>::are_the_table;
    static constexpr void to(writer& w) {
        written<Write>::to(w);
        const entered<typename tables_written<Write>::type> tables(w);
        w.need(feature::returning).add(" RETURNING ");
        if constexpr (columns) written_columns<Columns>::of_tables(w, 1);
        else written_columns<Columns>::to(w);
    }
};

template <class M>
struct written<create_shape<M>> {
    static constexpr bool columns = false;
    static constexpr void to(writer& w) { write_create_table(w, table_of<M>()); }
};
template <class M>
struct written<create_without_references_shape<M>> {
    static constexpr bool columns = false;
    static constexpr void to(writer& w) { write_create_table(w, table_of<M>(), true); }
};
template <class M>
struct written<add_references_shape<M>> {
    static constexpr bool columns = false;
    static constexpr void to(writer& w) { write_late_references(w, table_of<M>()); }
};

}  // namespace interlock::detail
