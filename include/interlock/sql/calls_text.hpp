// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/aggregate.hpp>
#include <interlock/query/conditional.hpp>
#include <interlock/query/function.hpp>
#include <interlock/query/user_function.hpp>
#include <interlock/sql/expressions.hpp>
#include <interlock/sql/text_order.hpp>
#include <interlock/sql/writer.hpp>

// How functions, aggregates and cases are written.

namespace interlock::detail {

constexpr bool is_narrow(value_kind kind) {
    return kind == value_kind::int16 || kind == value_kind::int32 || kind == value_kind::real32;
}

/// A narrow number in the width in which computations are promised to be done.
template <class Node>
constexpr void write_widened(writer& w) {
    constexpr value_kind kind = node_kind<Node>();
    if (!is_narrow(kind) || !w.dialect().computes_in_operands_width) return write_operand<Node>(w);
    w.add("CAST(");
    written<Node>::to(w);
    w.add(" AS ").add(is_integer(kind) ? w.dialect().wide_integer : w.dialect().wide_real).add(')');
}

constexpr bool chooses_by_order(function_id f) {
    return f == function_id::minimum || f == function_id::maximum || f == function_id::greatest ||
           f == function_id::least;
}

template <function_id Function, bool AllNarrow, bool LacksOrder, class Node>
constexpr void write_argument(writer& w, const function_text& text, int& position) {
    if (position == 1 || (position > 1 && text.second_separator.empty())) w.add(text.separator);
    else if (position > 1) w.add(text.second_separator);
    ++position;
    if constexpr (is_computation(Function) && AllNarrow) write_widened<Node>(w);
    else if constexpr (is_infix(Function)) write_operand<Node>(w);
    else if constexpr (chooses_by_order(Function) && LacksOrder) write_ordered<Node>(w);
    else written<Node>::to(w);
}

template <class... Nodes>
constexpr value_kind first_kind() {
    const value_kind kinds[]{node_kind<Nodes>()..., value_kind::text};
    return kinds[0];
}

template <function_id Function, class... Arguments>
constexpr function_text write_call(writer& w) {
    const function_text text = w.dialect().function(Function, first_kind<Arguments...>());
    [[maybe_unused]] int position = 0;
    w.begin(text);
    [[maybe_unused]] constexpr bool all_narrow = (is_narrow(node_kind<Arguments>()) && ...);
    (write_argument<Function, all_narrow, lacks_order<Arguments...>(), Arguments>(w, text, position), ...);
    w.add(text.end);
    return text;
}

template <function_id Function, class T, class... Arguments>
struct written<call<Function, T, Arguments...>> {
    static constexpr void to(writer& w) { w.add(write_call<Function, Arguments...>(w).tail); }
};

template <fixed_string Name, class T, class... Arguments>
struct written<user_call<Name, T, Arguments...>> {
    static constexpr void to(writer& w) {
        [[maybe_unused]] bool first = true;
        w.add(Name.view()).add('(');
        ((write_separator(w, first), written<Arguments>::to(w)), ...);
        w.add(')');
    }
};

template <class Filter>
constexpr void write_filter(writer& w) {
    if constexpr (!__is_same(Filter, no_filter)) {
        w.need(feature::aggregate_filter).add(" FILTER (WHERE ");
        written<Filter>::to(w);
        w.add(')');
    }
}

template <function_id Function, class T, class Filter, class... Arguments>
struct written<aggregate_call<Function, T, Filter, Arguments...>> {
    static constexpr void to(writer& w) {
        const function_text text = write_call<Function, Arguments...>(w);
        write_filter<Filter>(w);
        w.add(text.tail);
    }
};

template <class Branch>
struct written_branch;
template <class Condition, class Value>
struct written_branch<case_branch<Condition, Value>> {
    static constexpr void to(writer& w) {
        w.add(" WHEN ");
        written<Condition>::to(w);
        w.add(" THEN ");
        written<Value>::to(w);
    }
};

template <class T, class Otherwise, class... Branches>
struct written<case_expression<T, Otherwise, Branches...>> {
    static constexpr void to(writer& w) {
        w.add("CASE");
        (written_branch<Branches>::to(w), ...);
        if constexpr (!__is_same(Otherwise, no_otherwise)) {
            w.add(" ELSE ");
            written<Otherwise>::to(w);
        }
        w.add(" END");
    }
};

}  // namespace interlock::detail
