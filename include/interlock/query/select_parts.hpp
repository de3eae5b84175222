// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/condition.hpp>
#include <interlock/query/executor.hpp>
#include <interlock/query/grouping.hpp>
#include <interlock/query/order.hpp>
#include <interlock/query/projection.hpp>
#include <interlock/query/query_values.hpp>
#include <interlock/query/row_lock.hpp>
#include <interlock/query/source.hpp>

#include <cstdint>

namespace interlock {

/// A table that is read.
template <class M>
struct from_table {
    /// Whether nothing stands before SELECT.
    static constexpr bool is_plain = true;
    /// Whether the columns are those of one table of the database.
    static constexpr bool is_one_table = true;
    /// Whether no row lacks one of the tables.
    static constexpr bool is_inner = true;
    static constexpr bool bound = false;
    using first = M;
    using result = model_row<M>;
    using kinds = decltype(detail::kinds_of_fields(detail::fields_of<M>{}));
    template <class Executor>
    using rows = detail::rows_of<Executor, M>;
    /// Whether a model's rows are those of a common table.
    template <class>
    static constexpr bool is_common() {
        return false;
    }

    template <auto Member, class Name>
    static constexpr bool may_miss() {
        return false;
    }
    template <class>
    static constexpr bool may_miss_table() {
        return false;
    }
    template <auto Member, class Name = void>
    static constexpr std::size_t position() {
        return __is_same(Name, void) ? detail::field_index<M, Member> : table_info::npos;
    }
    /// Whether the tables are in reach where the query stands.
    template <class Outer>
    static constexpr bool reached() {
        return Outer::template reaches<M>();
    }
    /// Whether the conditions between tables may stand there.
    template <class Source>
    static constexpr bool known() {
        return true;
    }
    template <class Visitor>
    constexpr void values(Visitor&) const {}
};

/// All rows, equal ones too.
struct every_row {};
/// `distinct()`: of equal rows one.
struct distinct_rows {};
/// `distinct_on(il::col<&Gem::organism>)`: of the rows that are equal there the first.
template <auto... Members>
struct distinct_on_columns {};

template <class M>
struct dynamic_order;

template <class Operand>
struct order_of_distinct_rows_by_what_is_not_selected {
    static_assert(
        never<Operand>,
        "interlock: distinct rows are ordered by what is not selected: equal rows are one, which has no other "
        "value of its own; order by an expression that is selected, one with values in it by its position, "
        "il::ascending(il::selected<0>)");
};

template <class Operand, auto... Members>
struct order_does_not_begin_with_distinct_on {
    static_assert(
        never<Operand>,
        "interlock: the order does not begin with the columns of distinct_on(): the first of each is told "
        "by what comes after them; name them first in order_by(), and then what decides");
};

template <class Key>
struct distinct_on_what_is_no_column {
    static_assert(
        never<Key>,
        "interlock: distinct_on() takes columns of the query, il::col<&M::x>, and at least one; for an "
        "expression number the rows in a common table, and keep those whose il::row_number() is 1");
};

namespace detail {

template <class Key>
concept names_a_column = requires {
    Key::member;
};
template <class Key>
constexpr bool require_distinct_key() {
    if constexpr (names_a_column<Key>) return true;
    else return refuse<distinct_on_what_is_no_column<Key>>();
}
template <class... Keys>
constexpr bool require_distinct_keys() {
    if constexpr (sizeof...(Keys) != 0) return (require_distinct_key<Keys>() && ...);
    else return refuse<distinct_on_what_is_no_column<tables<Keys...>>>();
}

template <class Parts, class Operand>
inline constexpr bool is_selected = Parts::template position<Operand>() != table_info::npos;
template <class Parts, std::size_t Position>
inline constexpr bool is_selected<Parts, selected_column<Position>> = true;
template <class Parts, class M, class... Fields>
constexpr bool selects_fields(fields<Fields...>) {
    return (is_selected<Parts, column_reference<Fields::member>> && ...);
}
template <class Parts, class M>
inline constexpr bool is_selected<Parts, dynamic_order<M>> = selects_fields<Parts, M>(fields_of<M>{});

template <class Parts, class Operand>
constexpr bool require_selected() {
    if constexpr (is_selected<Parts, Operand>) return true;
    else return refuse<order_of_distinct_rows_by_what_is_not_selected<Operand>>();
}

/// Whether an order is by this column, by its name or its position.
template <class Parts, auto Member, class Operand>
inline constexpr bool orders_by = __is_same(Operand, column_reference<Member>);
template <class Parts, auto Member, std::size_t Position>
inline constexpr bool orders_by<Parts, Member, selected_column<Position>> =
    Parts::template position<column_reference<Member>>() == Position;

/// What a quantifier asks of the other clauses.
template <class Quantifier>
struct quantifier_check {
    template <class Groups>
    static constexpr bool known() {
        return true;
    }
    template <class Parts, class Order>
    static constexpr bool ordered(const Order*) {
        return true;
    }
};
template <>
struct quantifier_check<distinct_rows> : quantifier_check<every_row> {
    template <class Parts, class... Terms>
    static constexpr bool ordered(const ordering<Terms...>*) {
        return (require_selected<Parts, typename Terms::operand_type>() && ...);
    }
};
template <auto... Members>
struct quantifier_check<distinct_on_columns<Members...>> {
    template <class Groups>
    static constexpr bool known() {
        return (column_reference<Members>::template known<Groups>() && ...);
    }
    template <class Parts, class... Terms>
    static constexpr bool ordered(const ordering<Terms...>*) {
        return begins<Parts, 0, typename Terms::operand_type...>();
    }

private:
    /// Whether the order goes on with these columns until it has had them all; bits for those that it had.
    template <class Parts, unsigned Seen>
    static constexpr bool begins() {
        return true;
    }
    template <class Parts, unsigned Seen, class Operand, class... Operands>
    static constexpr bool begins() {
        constexpr unsigned found = bits_of<Parts, Operand>();
        if constexpr (Seen == (1u << sizeof...(Members)) - 1) return true;
        else if constexpr (found != 0) return begins<Parts, Seen | found, Operands...>();
        else return refuse<order_does_not_begin_with_distinct_on<Operand, Members...>>();
    }
    template <class Parts, class Operand>
    static constexpr unsigned bits_of() {
        unsigned found = 0, bit = 1;
        ((found |= orders_by<Parts, Members, Operand> ? bit : 0u, bit <<= 1), ...);
        return found;
    }
};

/// Whether columns, having and order are those of groups.
template <class Rows, class Grouping>
struct group_check {
    template <class Columns, class Order, class Kinds, class Quantifier>
    static constexpr bool passed() {
        using groups = selected_groups_of<Rows>;
        return Columns::template known<groups>() && Order::template sorts<groups, Kinds>() &&
               quantifier_check<Quantifier>::template known<groups>();
    }
};
template <class Rows, class Having, class... Keys>
struct group_check<Rows, grouping<Having, Keys...>> {
    template <class Columns, class Order, class Kinds, class Quantifier>
    static constexpr bool passed() {
        using groups = selected_groups_of<Rows, Keys...>;
        if constexpr (!__is_same(Having, no_condition))
            if constexpr (!Having::template known<groups_of<Rows, Keys...>>()) return false;
        return Columns::template known<groups>() && Order::template sorts<groups, Kinds>() &&
               quantifier_check<Quantifier>::template known<groups>();
    }
};

}  // namespace detail

/// A select: its type decides its text, and it holds the values. Its quantifier says which rows it gives: all,
/// different ones, or all of them locked.
template <class From, class Columns = all_columns, class Where = no_condition, class Grouping = no_grouping,
          class Order = ordering<>, class Quantifier = every_row, bounds Bounds = bounds::none>
struct select_parts {
    using model_type = typename From::first;
    using result = typename Columns::template result<From>;
    using kinds = typename Columns::template kinds<From>;
    using column_list = Columns;
    static constexpr bool grouped = Columns::aggregate || Grouping::aggregate || Order::aggregate;
    static constexpr bounds bounded = Bounds;
    static constexpr unsigned variants = 1u << detail::optional_count<Where>;
    static constexpr bool bound = From::bound || Columns::bound || Where::bound || Grouping::bound ||
                                  Order::bound || Bounds != bounds::none;
    /// Whether there is one row, whatever the tables hold.
    static constexpr bool one_row = Columns::aggregate && !Grouping::grouped && Bounds == bounds::none;
    template <bounds More>
    using bounded_also = select_parts<From, Columns, Where, Grouping, Order, Quantifier, Bounds | More>;
    using limited = bounded_also<bounds::limit>;

    template <class Expression>
    static constexpr std::size_t position() {
        return Columns::template position<Expression, From>();
    }

    From from{};
    Columns columns{};
    Where where{};
    Grouping grouping{};
    Order order{};
    std::int64_t limit = 0;
    std::int64_t offset = 0;

    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        values_before_order(visit);
        values_of_order(visit);
        values_of_bounds(visit);
    }
    constexpr unsigned variant() const {
        if constexpr (variants == 1) return 0;
        else return where.variant();
    }
    template <class Visitor>
    constexpr void values_before_order(Visitor& visit) const {
        if constexpr (!From::is_plain) from.values_before_select(visit);
        columns.values(visit);
        from.values(visit);
        where.values(visit);
        grouping.values(visit);
    }
    template <class Visitor>
    constexpr void values_of_order(Visitor& visit) const {
        order.values(visit);
    }
    template <class Visitor>
    constexpr void values_of_bounds(Visitor& visit) const {
        if constexpr (has_limit(Bounds)) visit.number(limit);
        if constexpr (has_offset(Bounds)) visit.number(offset);
    }

    /// Its first row alone.
    constexpr auto first_row() const {
        if constexpr (has_limit(Bounds)) {
            select_parts one = *this;
            if (one.limit > 1) one.limit = 1;
            return one;
        } else return bounded_also<bounds::one>{from, columns, where, grouping, order, limit, offset};
    }
    /// What can be checked when all clauses are there: whether those of groups are, where there are groups, and
    /// whether distinct rows have the order that they can have.
    template <class Executor>
    static constexpr bool sound() {
        using rows = typename From::template rows<Executor>;
        using quantifier = detail::quantifier_check<Quantifier>;
        if constexpr (detail::is_row_lock<Quantifier>)
            return detail::require_locking<select_parts, From, Columns, Order, Quantifier, rows>();
        else if constexpr (!in_order<rows>()) return false;
        else return quantifier::template ordered<select_parts>(static_cast<const Order*>(nullptr));
    }
    /// Checks all of it again where it stands: the columns of enclosing queries, and that its tables are in reach.
    template <class Outer>
    static constexpr bool stands_in() {
        using here = detail::nested<typename From::template rows<no_executor>, typename Outer::scope>;
        if constexpr (!From::template reached<Outer>()) return false;
        else if constexpr (!may_lock_in<Outer>()) return false;
        else if constexpr (variants > 1) return detail::refuse<optional_condition_in_a_part<Where>>();
        else if constexpr (!From::template known<here>() || !Where::template known<here>()) return false;
        else if constexpr (grouped) return in_order<here>();
        else
            return Columns::template known<detail::selected_from<here>>() &&
                   Order::template sorts<detail::selected_from<here>, kinds>();
    }

    /// Checks what was put together without a database: its tables, conditions and locks where it runs in the end.
    template <class Executor>
    static constexpr bool runs_on() {
        using here = typename From::template rows<Executor>;
        if constexpr (!From::template reached<detail::rows_of<Executor>>()) return false;
        else if constexpr (!may_lock_in<here>()) return false;
        else if constexpr (!From::template known<here>() || !Where::template known<here>()) return false;
        else return Order::template sorts<detail::selected_from<here>, kinds>();
    }

private:
    template <class Rows>
    static constexpr bool in_order() {
        if constexpr (grouped)
            return detail::group_check<Rows, Grouping>::template passed<Columns, Order, kinds, Quantifier>();
        else if constexpr (Order::by_position)
            return Order::template sorts<detail::selected_from<Rows>, kinds>();
        else return true;
    }
    template <class Outer>
    static constexpr bool may_lock_in() {
        if constexpr (!detail::is_row_lock<Quantifier>) return true;
        else return detail::require_transaction<typename Outer::executor, model_type>();
    }
};

namespace detail {
template <class From, class Columns, class Where, class Grouping, class Order, lock_strength Strength,
          lock_wait Wait, bool EngineMayLack, class... Of, bounds Bounds>
inline constexpr bool locks_rows<select_parts<From, Columns, Where, Grouping, Order,
                                              row_lock<Strength, Wait, EngineMayLack, Of...>, Bounds>> = true;
}  // namespace detail

}  // namespace interlock
