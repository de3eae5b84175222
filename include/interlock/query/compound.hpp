// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/error.hpp>
#include <interlock/query/result_columns.hpp>
#include <interlock/query/select.hpp>
#include <interlock/query/subquery.hpp>

#include <cstdint>
#include <utility>

namespace interlock {

template <class Left, class Right>
struct sides_with_other_columns {
    static_assert(
        never<Left>,
        "interlock: the sides of a union, an intersection or a difference have other columns: both give "
        "the same number of columns, each of the same type on both sides (NULL apart); select() what they "
        "share, with il::cast where the types differ");
};

template <class Operand>
struct order_of_what_is_not_selected {
    static_assert(
        never<Operand>,
        "interlock: a union, an intersection or a difference is ordered by its columns: by an expression "
        "that the first side selects, or by position, as in il::ascending(il::selected<0>)");
};

namespace detail {

/// What the rows of both sides are read into; void where there is nothing that takes both.
template <class Left, class Right>
struct merged_result {
    using type = void;
};
template <class Result>
struct merged_result<Result, Result> {
    using type = Result;
};
template <class... Ts>
struct merged_result<tuple_row<Ts...>, tuple_row<Ts...>> {
    using type = tuple_row<Ts...>;
};
template <class... Ts, class... Us>
    requires(sizeof...(Ts) == sizeof...(Us) && (__is_same(without_null<Ts>, without_null<Us>) && ...))
struct merged_result<tuple_row<Ts...>, tuple_row<Us...>> {
    using type = tuple_row<maybe_null<is_nullable<Ts> || is_nullable<Us>, without_null<Ts>>...>;
};

template <class Left, class Right>
inline constexpr bool sides_fit =
    !__is_same(typename merged_result<typename Left::result, typename Right::result>::type, void) &&
    __is_same(typename Left::kinds, typename Right::kinds);

/// The position of a column to order by.
template <class Left, class Operand>
inline constexpr std::size_t position_in = Left::template position<Operand>();
template <class Left, std::size_t Position>
inline constexpr std::size_t position_in<Left, selected_column<Position>> =
    Position < result_columns<typename Left::result>::type::size ? Position : table_info::npos;

template <class Left, class Operand>
constexpr bool require_position() {
    if constexpr (position_in<Left, Operand> != table_info::npos) return true;
    else return refuse<order_of_what_is_not_selected<Operand>>();
}

}  // namespace detail

/// Two queries made into one.
template <set_operation Operation, class Left, class Right,
          class Result = typename detail::merged_result<typename Left::result, typename Right::result>::type,
          class Order = ordering<>, bounds Bounds = bounds::none>
struct compound_parts {
    using model_type = typename Left::model_type;
    using result = Result;
    using kinds = typename Left::kinds;
    using column_list = typename Left::column_list;
    static constexpr bounds bounded = Bounds;
    static constexpr unsigned variants = 1;
    static constexpr bool bound = Left::bound || Right::bound || Bounds != bounds::none;
    static constexpr bool one_row = false;
    template <bounds More>
    using bounded_also = compound_parts<Operation, Left, Right, Result, Order, Bounds | More>;
    using limited = bounded_also<bounds::limit>;

    template <class Expression>
    static constexpr std::size_t position() {
        return Left::template position<Expression>();
    }

    Left left{};
    detail::subquery<Right> right{Right{}};
    std::int64_t limit = 0;
    std::int64_t offset = 0;

    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        values_before_order(visit);
        values_of_bounds(visit);
    }
    constexpr unsigned variant() const { return 0; }
    template <class Visitor>
    constexpr void values_before_order(Visitor& visit) const {
        left.values(visit);
        right.values(visit);
    }
    template <class Visitor>
    constexpr void values_of_order(Visitor&) const {}
    template <class Visitor>
    constexpr void values_of_bounds(Visitor& visit) const {
        if constexpr (has_limit(Bounds)) visit.number(limit);
        if constexpr (has_offset(Bounds)) visit.number(offset);
    }

    /// Its first row alone.
    constexpr auto first_row() const {
        if constexpr (has_limit(Bounds)) {
            compound_parts one = *this;
            if (one.limit > 1) one.limit = 1;
            return one;
        } else return bounded_also<bounds::one>{left, right, limit, offset};
    }
    template <class Executor>
    static constexpr bool sound() {
        if constexpr (Left::variants > 1) return detail::refuse<optional_condition_in_a_part<Left>>();
        else if constexpr (!Left::template sound<Executor>()) return false;
        else return Right::template stands_in<detail::rows_of<Executor>>();
    }
    template <class Outer>
    static constexpr bool stands_in() {
        if constexpr (!Left::template stands_in<Outer>()) return false;
        else return Right::template stands_in<Outer>();
    }
};

/// `a.union_all(b)` and what follows it.
template <class Executor, set_operation Operation, class Left, class Right, class Result, class Order,
          bounds Bounds>
class compound_query<Executor, compound_parts<Operation, Left, Right, Result, Order, Bounds>>
    : public row_query<Executor, compound_parts<Operation, Left, Right, Result, Order, Bounds>> {
public:
    using shape = compound_parts<Operation, Left, Right, Result, Order, Bounds>;

    using row_query<Executor, shape>::row_query;

    /// By columns of the result: expressions that the first side selects, or `il::selected<0>`. Later calls add
    /// less significant terms.
    template <class... Operands, bool... Descending>
    constexpr auto order_by(order_term<Operands, Descending>...) const {
        (void)(detail::require_position<Left, Operands>() && ...);
        return with<Result, decltype(detail::then(Order{}, order_term<Operands, Descending>{}...)), Bounds>();
    }
    template <class... Others>
        requires(!(detail::is_order_term<Others> && ...))
    constexpr const compound_query& order_by(const Others&...) const {
        (void)(detail::require_order_term<Others>() && ...);
        return *this;
    }
    /// At most n rows. Throws value_out_of_range for a negative n.
    constexpr auto limit(std::int64_t n) const {
        if (n < 0) throw value_out_of_range("limit() takes no negative number");
        auto query = with<Result, Order, Bounds | bounds::limit>();
        query.parts_.limit = n;
        return query;
    }
    /// Without the first n rows. Throws value_out_of_range for a negative n.
    constexpr auto offset(std::int64_t n) const {
        if (n < 0) throw value_out_of_range("offset() takes no negative number");
        auto query = with<Result, Order, Bounds | bounds::offset>();
        query.parts_.offset = n;
        return query;
    }
    /// Refused: the rows are no table's.
    template <class... Of>
    constexpr auto for_update() const {
        (void)detail::refuse<row_lock_of_combined_rows<typename Left::model_type, shape>>();
        return *this;
    }
    template <class... Of>
    constexpr auto for_no_key_update() const {
        return for_update();
    }
    template <class... Of>
    constexpr auto for_share() const {
        return for_update();
    }
    template <class... Of>
    constexpr auto for_key_share() const {
        return for_update();
    }
    /// Reads the columns into an aggregate, by position, or the only one into a value.
    template <class T>
    constexpr auto as() const {
        return with<decltype(detail::result_into<T>(typename detail::result_columns<Result>::type{})), Order,
                    Bounds>();
    }
    /// Reads the columns into an il::row, by the names that the first side gives them: `as<il::row>()`.
    template <template <class...> class Row>
    constexpr auto as() const {
        return with<decltype(detail::named_as(detail::named_by<typename Left::column_list>(),
                                              typename detail::result_columns<Result>::type{})),
                    Order, Bounds>();
    }

private:
    using row_query<Executor, shape>::executor_;
    using row_query<Executor, shape>::parts_;

    template <class NewResult, class NewOrder, bounds NewBounds>
    constexpr auto with() const {
        using parts = compound_parts<Operation, Left, Right, NewResult, NewOrder, NewBounds>;
        return compound_query<Executor, parts>(executor_,
                                               parts{parts_.left, parts_.right, parts_.limit, parts_.offset});
    }

    template <class, class>
    friend class compound_query;
};

template <class Executor, class Parts>
template <set_operation Operation, class Query>
constexpr auto row_query<Executor, Parts>::combined(const Query& other) const {
    // what is refused is still a union: with itself, so that nothing else is wrong with it
    using itself = compound_parts<Operation, Parts, Parts, typename Parts::result>;
    if constexpr (!detail::require_query<Query>())
        return compound_query<Executor, itself>(executor_, itself{parts_, detail::subquery(parts_)});
    else {
        using right = typename Query::shape;
        if constexpr (!detail::sides_fit<Parts, right>) {
            (void)detail::refuse<sides_with_other_columns<typename Parts::result, typename right::result>>();
            return compound_query<Executor, itself>(executor_, itself{parts_, detail::subquery(parts_)});
        } else if constexpr (detail::locks_rows<Parts> || detail::locks_rows<right>) {
            (void)detail::refuse<row_lock_of_combined_rows<model_type, right>>();
            return compound_query<Executor, itself>(executor_, itself{parts_, detail::subquery(parts_)});
        } else {
            using parts = compound_parts<Operation, Parts, right>;
            return compound_query<Executor, parts>(
                executor_, parts{sound_parts(), detail::subquery(other.sound_parts(), other.origin())});
        }
    }
}

}  // namespace interlock
