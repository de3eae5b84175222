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

    template <auto Member>
    static constexpr std::size_t position() {
        return detail::field_index<M, Member>;
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

namespace detail {

/// Whether columns, having and order are those of groups.
template <class Rows, class Grouping>
struct group_check {
    template <class Columns, class Order>
    static constexpr bool passed() {
        using groups = selected_groups_of<Rows>;
        return Columns::template known<groups>() && Order::template known<groups>();
    }
};
template <class Rows, class Having, class... Keys>
struct group_check<Rows, grouping<Having, Keys...>> {
    template <class Columns, class Order>
    static constexpr bool passed() {
        using groups = selected_groups_of<Rows, Keys...>;
        if constexpr (!__is_same(Having, no_condition))
            if constexpr (!Having::template known<groups_of<Rows, Keys...>>()) return false;
        return Columns::template known<groups>() && Order::template known<groups>();
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
    static constexpr bool grouped = Columns::aggregate || Grouping::aggregate || Order::aggregate;
    static constexpr bounds bounded = Bounds;
    static constexpr unsigned variants = 1u << detail::optional_count<Where>;
    using limited = select_parts<From, Columns, Where, Grouping, Order, Quantifier, Bounds | bounds::limit>;

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

    /// What can be checked when all clauses are there: whether those of groups are, where there are groups.
    template <class Executor>
    static constexpr bool sound() {
        if constexpr (detail::is_row_lock<Quantifier>)
            return detail::require_locking<select_parts, From, Columns, Order, Quantifier,
                                           typename From::template rows<Executor>>();
        else if constexpr (grouped)
            return detail::group_check<typename From::template rows<Executor>,
                                       Grouping>::template passed<Columns, Order>();
        else return true;
    }
    /// Checks all of it again where it stands: the columns of enclosing queries, and that its tables are in reach.
    template <class Outer>
    static constexpr bool stands_in() {
        using here = detail::nested<typename From::template rows<no_executor>, typename Outer::scope>;
        if constexpr (!From::template reached<Outer>()) return false;
        else if constexpr (!may_lock_in<Outer>()) return false;
        else if constexpr (variants > 1) return detail::refuse<optional_condition_in_a_part<Where>>();
        else if constexpr (!From::template known<here>() || !Where::template known<here>()) return false;
        else if constexpr (grouped)
            return detail::group_check<here, Grouping>::template passed<Columns, Order>();
        else
            return Columns::template known<detail::selected_from<here>>() &&
                   Order::template known<detail::selected_from<here>>();
    }

private:
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
