// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/column_info.hpp>
#include <interlock/query/comparison.hpp>
#include <interlock/query/dynamic_value.hpp>
#include <interlock/query/match.hpp>
#include <interlock/query/pattern_kind.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// A part of a query that is known at run time only. It describes itself to a sink, which writes it as SQL
// (sql/dynamic.hpp) or calls a visitor with its values, in the same order. A sink has
//   comparison(column, operator, value)    null_test(column, is_null)    match(column, pattern, text)
//   membership(column, list)               range(column, low, high)      row_comparison(columns, operator, values)
//   both() and either() between conditions, open() and close() around them, truth(bool) for a constant
//   order(column, descending), no_order()

namespace interlock::detail {

struct dynamic_part {
    enum class type : std::uint8_t { filters, order, keyset };
    type part;
};

/// The sink that hands the values to a query's visitor.
template <class Visitor>
struct value_sink {
    Visitor& visit;

    void comparison(const column_info&, comparison_operator, const dynamic_value& v) { v.values(visit); }
    void null_test(const column_info&, bool) {}
    void match(const column_info&, pattern_kind kind, std::string_view text) {
        switch (kind) {
            case pattern_kind::prefix: return pattern_of<pattern_kind::prefix>(text);
            case pattern_kind::suffix: return pattern_of<pattern_kind::suffix>(text);
            case pattern_kind::anywhere: return pattern_of<pattern_kind::anywhere>(text);
            case pattern_kind::folded_prefix: return pattern_of<pattern_kind::folded_prefix>(text);
            case pattern_kind::folded_suffix: return pattern_of<pattern_kind::folded_suffix>(text);
            case pattern_kind::folded_anywhere: return pattern_of<pattern_kind::folded_anywhere>(text);
            default: return pattern_of<pattern_kind::folded_whole>(text);
        }
    }
    void membership(const column_info&, const dynamic_value& list) { list.values(visit); }
    void range(const column_info&, const dynamic_value& low, const dynamic_value& high) {
        low.values(visit);
        high.values(visit);
    }
    template <class Columns, class Values>
    void row_comparison(const Columns&, comparison_operator, const Values& values) {
        for (const auto& v : values) v->values(visit);
    }
    void both() {}
    void either() {}
    void open() {}
    void close() {}
    void truth(bool) {}
    void order(const column_info&, bool) {}
    void no_order() {}

private:
    template <pattern_kind Kind>
    void pattern_of(std::string_view text) {
        visit(pattern<Kind, std::string_view>(text));
    }
};

/// The values() of a node that holds a part.
template <class Part, class Visitor>
void visit_part(const Part& part, Visitor& visit) {
    if constexpr (requires { visit.part(part); }) visit.part(part);
    else {
        value_sink<Visitor> sink{visit};
        part.describe(sink);
    }
}

}  // namespace interlock::detail
