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
