// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/dynamic_part.hpp>
#include <interlock/query/lookup.hpp>

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

namespace interlock::detail {

/// One filter: `year__range=1990,2000`.
struct filter_test {
    const column_info* column;
    lookup asked;
    std::vector<dynamic_value> values;  // two of a range, any number of an in
};

/// Whether the values of an in are bound as one list.
constexpr bool is_filtered_by_list(value_kind kind) {
    return is_number(kind) || kind == value_kind::text || kind == value_kind::uuid;
}

/// Filters that all have to hold.
struct filter_list : dynamic_part {
    std::vector<filter_test> tests;

    filter_list() : dynamic_part{type::filters} {}

    template <class Sink>
    void describe(Sink& sink) const {
        if (tests.empty()) return sink.truth(true);
        for (std::size_t i = 0; i < tests.size(); ++i) {
            if (i != 0) sink.both();
            describe(sink, tests[i]);
        }
    }

private:
    using op = comparison_operator;

    template <class Sink>
    static void describe(Sink& sink, const filter_test& t) {
        const column_info& c = *t.column;
        const dynamic_value& v = t.values.front();
        switch (t.asked) {
            case lookup::exact: return sink.comparison(c, op::equal, v);
            case lookup::ne: return sink.comparison(c, op::not_equal, v);
            case lookup::lt: return sink.comparison(c, op::less, v);
            case lookup::lte: return sink.comparison(c, op::less_equal, v);
            case lookup::gt: return sink.comparison(c, op::greater, v);
            case lookup::gte: return sink.comparison(c, op::greater_equal, v);
            case lookup::iexact: return match(sink, c, pattern_kind::folded_whole, v);
            case lookup::contains: return match(sink, c, pattern_kind::anywhere, v);
            case lookup::icontains: return match(sink, c, pattern_kind::folded_anywhere, v);
            case lookup::startswith: return match(sink, c, pattern_kind::prefix, v);
            case lookup::istartswith: return match(sink, c, pattern_kind::folded_prefix, v);
            case lookup::endswith: return match(sink, c, pattern_kind::suffix, v);
            case lookup::iendswith: return match(sink, c, pattern_kind::folded_suffix, v);
            case lookup::in: return is_filtered_by_list(c.kind) ? sink.membership(c, v) : one_of(sink, t);
            case lookup::range: return sink.range(c, v, t.values.back());
            case lookup::isnull: return sink.null_test(c, *std::get_if<bool>(&v.held));
        }
    }
    template <class Sink>
    static void match(Sink& sink, const column_info& c, pattern_kind kind, const dynamic_value& v) {
        sink.match(c, kind, *std::get_if<std::string>(&v.held));
    }
    template <class Sink>
    static void one_of(Sink& sink, const filter_test& t) {
        sink.open();
        for (std::size_t i = 0; i < t.values.size(); ++i) {
            if (i != 0) sink.either();
            sink.comparison(*t.column, op::equal, t.values[i]);
        }
        sink.close();
    }
};

}  // namespace interlock::detail
