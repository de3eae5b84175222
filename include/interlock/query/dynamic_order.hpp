// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/field_index.hpp>
#include <interlock/model/table.hpp>
#include <interlock/query/dynamic_part.hpp>
#include <interlock/query/order.hpp>
#include <interlock/query/source.hpp>

#include <cstddef>
#include <vector>

namespace interlock {

namespace detail {

struct order_step {
    const column_info* column;
    bool descending;
};

/// Columns of one table by which rows are ordered.
struct order_list : dynamic_part {
    const table_info* table;
    std::vector<order_step> steps;

    explicit order_list(const table_info& t) : dynamic_part{type::order}, table(&t) {}

    bool has(const column_info& c) const {
        for (const order_step& s : steps)
            if (s.column->member == c.member) return true;
        return false;
    }
    bool has_key() const {
        for (const column_info& c : *table)
            if (c.primary_key && !has(c)) return false;
        return table->key_count != 0;
    }
    /// A further term, where the rows before it are not told apart yet.
    void add(const column_info& c, bool descending) {
        if (!has(c) && !has_key()) steps.push_back({&c, descending});
    }
    /// Ends with the key, so that no two rows are equal: an order of pages has to be one.
    void complete() {
        for (const column_info& c : *table)
            if (c.primary_key) add(c, false);
    }

    template <class Sink>
    void describe(Sink& sink) const {
        for (const order_step& s : steps) sink.order(*s.column, s.descending);
        if (steps.empty()) sink.no_order();
    }
};

template <class M, class Fields>
struct all_fields;
template <class M, class... Fields>
struct all_fields<M, fields<Fields...>> {
    /// Whether a source holds every column of the model. The first that it refuses is the only one.
    template <class Source>
    static constexpr bool known() {
        return all_known<Source, Fields...>();
    }

private:
    template <class Source>
    static constexpr bool all_known() {
        return true;
    }
    template <class Source, class First, class... Others>
    static constexpr bool all_known() {
        if constexpr (Source::template holds<First::member>()) return all_known<Source, Others...>();
        else return false;
    }
};

}  // namespace detail

/// The operand of an order_by whose columns are known at run time only.
template <class M>
struct dynamic_order : expression {
    static constexpr bool orders_itself = true;  // directions and places of NULLs included
    using type = bool;

    detail::order_list list{table_of<M>()};

    template <class Source>
    static constexpr bool known() {
        return detail::all_fields<M, detail::fields_of<M>>::template known<Source>();
    }
    template <class Visitor>
    void values(Visitor& visit) const {
        detail::visit_part(list, visit);
    }
};

}  // namespace interlock
