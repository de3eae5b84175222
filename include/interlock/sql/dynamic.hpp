// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/table.hpp>
#include <interlock/query/dynamic_order.hpp>
#include <interlock/query/dynamic_part.hpp>
#include <interlock/query/filter_list.hpp>
#include <interlock/query/filters.hpp>
#include <interlock/query/keyset.hpp>
#include <interlock/sql/dynamic_text.hpp>
#include <interlock/sql/made_text.hpp>
#include <interlock/sql/render.hpp>
#include <interlock/sql/select_text.hpp>
#include <interlock/sql/writer.hpp>

#include <cstddef>
#include <string_view>
#include <vector>

// The text of a query of which a part is known at run time only. It is written by what writes the constants, into
// which the parts write themselves: operators of the dialect, names of the model's columns, placeholders.

namespace interlock::detail {

/// The sink that writes a part.
struct text_sink {
    writer& w;
    bool first = true;  // of an order

    void comparison(const column_info& c, comparison_operator op, const dynamic_value& v) {
        column(c);
        w.add(operator_text(op, w.dialect())).parameter(v.kind);
    }
    void null_test(const column_info& c, bool null) {
        column(c);
        w.add(null ? " IS NULL" : " IS NOT NULL");
    }
    void match(const column_info& c, pattern_kind kind, std::string_view) {
        const bool folded = is_folded(kind);
        column(c);
        w.add(folded ? w.dialect().match_folded : w.dialect().match).parameter(value_kind::text);
        if (folded) w.add(w.dialect().match_folded_end);
    }
    void membership(const column_info& c, const dynamic_value& list) {
        column(c);
        w.add(w.dialect().in_begin).parameter(list.kind).add(w.dialect().in_end);
    }
    void range(const column_info& c, const dynamic_value& low, const dynamic_value& high) {
        column(c);
        w.add(" BETWEEN ").parameter(low.kind).add(" AND ").parameter(high.kind);
    }
    template <class Columns, class Values>
    void row_comparison(const Columns& columns, comparison_operator op, const Values& values) {
        bool begins = true;
        w.add('(');
        for (const order_step& s : columns) {
            write_separator(w, begins);
            column(*s.column);
        }
        w.add(')').add(operator_text(op, w.dialect())).add('(');
        begins = true;
        for (const auto& v : values) {
            write_separator(w, begins);
            w.parameter(v->kind);
        }
        w.add(')');
    }
    void both() { w.add(" AND "); }
    void either() { w.add(" OR "); }
    void open() { w.add('('); }
    void close() { w.add(')'); }
    void truth(bool holds) { w.add(holds ? w.dialect().true_text : w.dialect().false_text); }
    void order(const column_info& c, bool descending) {
        write_separator(w, first);
        column(c);
        if (descending) w.add(" DESC");
        write_place_of_nulls(w, c.nullable || w.scope->rows_may_miss, descending);
    }
    void no_order() { w.add("(SELECT NULL)"); }

private:
    void column(const column_info& c) { w.column(c.owner, c.member); }
};

inline void write_part(writer& w, const dynamic_part& part) {
    text_sink sink{w};
    switch (part.part) {
        case dynamic_part::type::filters: return static_cast<const filter_list&>(part).describe(sink);
        case dynamic_part::type::order: return static_cast<const order_list&>(part).describe(sink);
        case dynamic_part::type::keyset: return static_cast<const keyset&>(part).describe(sink);
    }
}

/// A node that is such a part.
struct written_part {
    static constexpr void to(writer& w) {
        if (const dynamic_part* part = w.take_part()) write_part(w, *part);
    }
};
template <class M, class... Limits>
struct written<filters<M, Limits...>> : written_part {};
template <class M>
struct written<dynamic_order<M>> : written_part {};
template <class M>
struct written<keyset_condition<M>> : written_part {};

/// The visitor of a query's values that collects the parts; they come in the order in which they stand in the text.
struct part_collector {
    std::vector<const dynamic_part*> parts;

    void part(const dynamic_part& p) { parts.push_back(&p); }

    template <class Value>
    void operator()(const Value&) {}
    void number(std::int64_t) {}
    template <class T>
    void member(int, const column_info&, const T&) {}
    template <auto... Set>
    void stamps() {}
    template <auto... Given>
    void insertion_stamps() {}
    template <std::size_t Column, class Assignment>
    void assigned(const Assignment& a) {
        a.values(*this);
    }
};

template <class Backend, class Shape>
struct dynamic_render {
    template <class Query>
    static dynamic_text text(const Query& query) {
        part_collector found;
        query.values(found);
        const auto written_by = [&](writer w) {
            w.variant = variant_of<Shape>(query);
            w.take_parts_from(found.parts.data(), found.parts.size());
            written<Shape>::to(w);
            return w.measure();
        };
        dynamic_text made = text_written_by<Backend>(written_by);
        // also refuses what the dialect lacks
        const statement_text& constant = rendered<Backend, Shape, variants_of<Shape> - 1>::text;
        made.table = constant.table;
        made.columns_are_the_table = constant.columns_are_the_table;
        return made;
    }
};

}  // namespace interlock::detail
