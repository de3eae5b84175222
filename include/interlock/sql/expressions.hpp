// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/aggregate.hpp>
#include <interlock/query/between.hpp>
#include <interlock/query/cast.hpp>
#include <interlock/query/column.hpp>
#include <interlock/query/comparison.hpp>
#include <interlock/query/conditional.hpp>
#include <interlock/query/in_list.hpp>
#include <interlock/query/logic.hpp>
#include <interlock/query/match.hpp>
#include <interlock/query/number_functions.hpp>
#include <interlock/query/projection.hpp>
#include <interlock/query/text_functions.hpp>
#include <interlock/query/user_function.hpp>
#include <interlock/sql/text_order.hpp>
#include <interlock/sql/writer.hpp>

// How the nodes of query/ are written as SQL.

namespace interlock::detail {

template <auto Member>
struct written<column_reference<Member>> {
    static constexpr void to(writer& w) { w.column(type_text<owner_of<Member>>(), member_name<Member>()); }
};

template <class Stored, value_kind Kind>
struct written<value<Stored, Kind>> {
    static constexpr void to(writer& w) { w.parameter(widened(Kind)); }
};

template <>
struct written<time_of_statement> {
    static constexpr void to(writer& w) {
        w.add(w.dialect().function(function_id::current_time, value_kind::timestamp).begin);
    }
};

template <>
struct written<refused_value> {
    static constexpr void to(writer&) {}
};

template <class T, value_kind Kind>
struct written<placeholder<T, Kind>> {
    static constexpr void to(writer& w) { w.parameter(Kind); }
};

template <value_kind Kind>
struct written<null_value<Kind>> {
    static constexpr void to(writer& w) { w.add("NULL"); }
};

template <pattern_kind Pattern, class Text>
struct written<pattern<Pattern, Text>> {
    static constexpr void to(writer& w) { w.parameter(value_kind::text); }
};
template <pattern_kind Pattern>
struct written<pattern_placeholder<Pattern>> {
    static constexpr void to(writer& w) { w.parameter(value_kind::text); }
};

template <class Element, value_kind Kind>
struct written<value_list<Element, Kind>> {
    static constexpr void to(writer& w) { w.parameter(Kind); }
};

constexpr std::string_view operator_text(comparison_operator op, const dialect& d) {
    switch (op) {
        case comparison_operator::equal: return " = ";
        case comparison_operator::not_equal: return " <> ";
        case comparison_operator::less: return " < ";
        case comparison_operator::less_equal: return " <= ";
        case comparison_operator::greater: return " > ";
        case comparison_operator::greater_equal: return " >= ";
        case comparison_operator::same: return d.same;
        default: return d.not_same;
    }
}

template <class Node>
inline constexpr bool is_disjunction = false;
template <class L, class R>
inline constexpr bool is_disjunction<disjunction<L, R>> = true;

template <class Node>
constexpr void write_operand(writer& w) {
    if constexpr (Node::infix) w.add('(');
    written<Node>::to(w);
    if constexpr (Node::infix) w.add(')');
}

/// The side of a comparison: computations bind tighter, other conditions do not.
template <class Node>
constexpr void write_side(writer& w) {
    if constexpr (Node::infix && node_kind<Node>() == value_kind::boolean) write_operand<Node>(w);
    else written<Node>::to(w);
}

/// A value that is ordered: a text by its bytes, also where no column says so.
template <class Node>
constexpr void write_ordered(writer& w) {
    if (!lacks_order<Node>() || w.dialect().text_order.empty()) return written<Node>::to(w);
    write_operand<Node>(w);
    w.add(w.dialect().text_order);
}

template <comparison_operator Operator, class L, class R>
struct written<comparison<Operator, L, R>> {
    static constexpr bool ordering =
        Operator == comparison_operator::less || Operator == comparison_operator::less_equal ||
        Operator == comparison_operator::greater || Operator == comparison_operator::greater_equal;

    static constexpr void to(writer& w) {
        if constexpr (ordering && lacks_order<L, R>()) write_ordered<L>(w);
        else write_side<L>(w);
        w.add(operator_text(Operator, w.dialect()));
        write_side<R>(w);
    }
};

template <bool Null, class Operand>
struct written<null_test<Null, Operand>> {
    static constexpr void to(writer& w) {
        write_side<Operand>(w);
        w.add(Null ? " IS NULL" : " IS NOT NULL");
    }
};

template <class Operand, class Pattern>
struct written<match<Operand, Pattern>> {
    static constexpr void to(writer& w) {
        write_side<Operand>(w);
        w.add(Pattern::folded ? w.dialect().match_folded : w.dialect().match);
        written<Pattern>::to(w);
        if (Pattern::folded) w.add(w.dialect().match_folded_end);
    }
};

template <class Operand, class List>
struct written<membership<Operand, List>> {
    static constexpr void to(writer& w) {
        write_side<Operand>(w);
        w.add(w.dialect().in_begin);
        written<List>::to(w);
        w.add(w.dialect().in_end);
    }
};

template <class Operand, class Low, class High>
struct written<range_test<Operand, Low, High>> {
    static constexpr void to(writer& w) {
        if constexpr (lacks_order<Operand, Low, High>()) write_ordered<Operand>(w);
        else write_side<Operand>(w);
        w.add(" BETWEEN ");
        write_side<Low>(w);
        w.add(" AND ");
        write_side<High>(w);
    }
};

template <class Node>
constexpr void write_conjunct(writer& w) {
    if constexpr (is_disjunction<Node>) w.add('(');
    written<Node>::to(w);
    if constexpr (is_disjunction<Node>) w.add(')');
}

template <class L, class R>
struct written<conjunction<L, R>> {
    static constexpr void to(writer& w) {
        write_conjunct<L>(w);
        w.add(" AND ");
        write_conjunct<R>(w);
    }
};

template <class L, class R>
struct written<disjunction<L, R>> {
    static constexpr void to(writer& w) {
        written<L>::to(w);
        w.add(" OR ");
        written<R>::to(w);
    }
};

template <class Operand>
struct written<negation<Operand>> {
    static constexpr void to(writer& w) {
        w.add("NOT (");
        written<Operand>::to(w);
        w.add(')');
    }
};

constexpr bool is_narrow(value_kind kind) {
    return kind == value_kind::int16 || kind == value_kind::int32 || kind == value_kind::real32;
}

/// A narrow number in the width in which computations are promised to be done.
template <class Node>
constexpr void write_widened(writer& w) {
    constexpr value_kind kind = node_kind<Node>();
    constexpr bool narrow =
        kind == value_kind::int16 || kind == value_kind::int32 || kind == value_kind::real32;
    if (!narrow || !w.dialect().computes_in_operands_width) return write_operand<Node>(w);
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
    w.add(text.begin);
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

/// A column of a select.
template <class Node>
constexpr void write_selected(writer& w) {
    if (w.ordered_columns) write_ordered<Node>(w);
    else written<Node>::to(w);
}

template <fixed_string Name, class Expression>
struct written<named_expression<Name, Expression>> {
    static constexpr void to(writer& w) {
        write_selected<Expression>(w);
        w.add(" AS ").identifier(Name.view());
    }
};

}  // namespace interlock::detail
