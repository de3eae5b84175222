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
#include <interlock/query/missing.hpp>
#include <interlock/query/named_table.hpp>
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
    static constexpr void to(writer& w) {
        w.column(kept_type<owner_of<Member>>::value, member_name<Member>());
    }
};

template <class Table, auto Member>
struct written<named_column<Table, Member>> {
    static constexpr void to(writer& w) { w.column_under(Table::name, member_name<Member>()); }
};

template <class Entry>
struct written<missing_row<Entry>> {
    static constexpr void to(writer& w) {
        written<decltype(column_in<Entry, missing_row<Entry>::member>())>::to(w);
        w.add(" IS NULL");
    }
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

/// Sets a flag for as long as it lives.
struct flag_set {
    bool& flag;
    bool before;

    constexpr flag_set(bool& f, bool value) : flag(f), before(f) { flag = value; }
    constexpr ~flag_set() { flag = before; }
    flag_set(const flag_set&) = delete;
    flag_set& operator=(const flag_set&) = delete;
};

constexpr bool has_length(const column_info& c) { return c.max_length != 0 || c.kind == value_kind::decimal; }

/// Whether the type of an expression may have the length of a column's.
template <class Node>
inline constexpr bool may_have_length = true;
template <class Stored, value_kind Kind>
inline constexpr bool may_have_length<value<Stored, Kind>> = false;
template <class T, value_kind Kind>
inline constexpr bool may_have_length<placeholder<T, Kind>> = false;
template <function_id Function, class T, class... Arguments>
inline constexpr bool may_have_length<call<Function, T, Arguments...>> =
    Function == function_id::coalesce || Function == function_id::nullif ||
    Function == function_id::greatest || Function == function_id::least;
template <auto Member>
constexpr bool column_has_length() {
    using owner = owner_of<Member>;
    if constexpr (declared_model<owner>)
        if constexpr (field_index<owner, Member> != table_info::npos)
            return has_length(table_of<owner>().columns[field_index<owner, Member>]);
    return true;
}
template <auto Member>
inline constexpr bool may_have_length<column_reference<Member>> = column_has_length<Member>();

/// The type of this kind without a length.
constexpr std::string_view open_type(writer& w, value_kind kind) {
    column_info any;
    any.kind = kind;
    std::string_view type;
    bool with_length = false;
    w.dialect().column_type(any, type, with_length);
    return type;
}

/// A column of a select.
template <class Node>
constexpr void write_selected(writer& w) {
    if constexpr (requires { typename Node::unnamed; }) {
        write_selected<typename Node::unnamed>(w);
        w.add(" AS ").identifier(Node::name);
    } else {
        constexpr value_kind kind = node_kind<Node>();
        constexpr bool may =
            (kind == value_kind::text || kind == value_kind::decimal) && may_have_length<Node>;
        const bool cast = may && w.without_lengths;
        const flag_set here(w.without_lengths, false);
        if (cast) w.add("CAST(");
        if (w.ordered_columns) write_ordered<Node>(w);
        else written<Node>::to(w);
        if (cast) w.add(" AS ").add(open_type(w, kind)).add(')');
    }
}

template <fixed_string Name, class Expression>
struct written<named_expression<Name, Expression>> : written<Expression> {};

}  // namespace interlock::detail
