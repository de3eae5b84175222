// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/between.hpp>
#include <interlock/query/column.hpp>
#include <interlock/query/comparison.hpp>
#include <interlock/query/in_list.hpp>
#include <interlock/query/logic.hpp>
#include <interlock/query/match.hpp>
#include <interlock/sql/writer.hpp>

// How the nodes of query/ are written as SQL.

namespace interlock::detail {

template <auto Member>
struct written<column_reference<Member>> {
    static constexpr void to(writer& w) {
        const std::size_t i = w.table->index_of_member(member_name<Member>());
        if (i != table_info::npos) w.identifier(w.table->columns[i].name);  // else refused already
    }
};

template <class Stored, value_kind Kind>
struct written<value<Stored, Kind>> {
    static constexpr void to(writer& w) { w.parameter(widened(Kind)); }
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

/// Whether a node needs parentheses where it is the operand of a comparison.
template <class Node>
inline constexpr bool is_condition_node = __is_same(typename Node::type, bool);
template <auto Member>
inline constexpr bool is_condition_node<column_reference<Member>> = false;
template <class Stored, value_kind Kind>
inline constexpr bool is_condition_node<value<Stored, Kind>> = false;
template <class T, value_kind Kind>
inline constexpr bool is_condition_node<placeholder<T, Kind>> = false;

template <class Node>
constexpr void write_operand(writer& w) {
    if constexpr (is_condition_node<Node>) w.add('(');
    written<Node>::to(w);
    if constexpr (is_condition_node<Node>) w.add(')');
}

template <comparison_operator Operator, class L, class R>
struct written<comparison<Operator, L, R>> {
    static constexpr void to(writer& w) {
        write_operand<L>(w);
        w.add(operator_text(Operator, w.dialect()));
        write_operand<R>(w);
    }
};

template <bool Null, class Operand>
struct written<null_test<Null, Operand>> {
    static constexpr void to(writer& w) {
        write_operand<Operand>(w);
        w.add(Null ? " IS NULL" : " IS NOT NULL");
    }
};

template <class Operand, class Pattern>
struct written<match<Operand, Pattern>> {
    static constexpr void to(writer& w) {
        write_operand<Operand>(w);
        w.add(w.dialect().match);
        written<Pattern>::to(w);
    }
};

template <class Operand, class List>
struct written<membership<Operand, List>> {
    static constexpr void to(writer& w) {
        write_operand<Operand>(w);
        w.add(w.dialect().in_begin);
        written<List>::to(w);
        w.add(w.dialect().in_end);
    }
};

template <class Operand, class Low, class High>
struct written<range_test<Operand, Low, High>> {
    static constexpr void to(writer& w) {
        write_operand<Operand>(w);
        w.add(" BETWEEN ");
        write_operand<Low>(w);
        w.add(" AND ");
        write_operand<High>(w);
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

}  // namespace interlock::detail
