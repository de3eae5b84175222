// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/refusal.hpp>
#include <interlock/query/projection.hpp>
#include <interlock/query/result_columns.hpp>

namespace interlock {

template <class Row>
struct views_of_a_join {
    static_assert(
        never<Row>,
        "interlock: views of a join as a whole: its tables may name their columns alike; select() those that "
        "are wanted");
};

namespace detail {

/// The columns of a result, read as views.
template <class Result>
struct viewed_result;
template <class... Ts>
struct viewed_result<tuple_row<Ts...>> {
    using type = tuple_row<view_t<Ts>...>;
};
template <class T>
struct viewed_result<value_row<T>> {
    using type = value_row<view_t<T>>;
};
template <class... Columns>
struct viewed_result<named_row<Columns...>> {
    using type = named_row<row_column<Columns::fixed, view_t<typename Columns::type>>...>;
};
template <class... Fields>
constexpr auto viewed_fields(fields<Fields...>) {
    return named_row<row_column<fixed_name<Fields::member>(), view_t<typename Fields::type>>...>{};
}
template <class M>
struct viewed_result<model_row<M>> {
    using type = decltype(viewed_fields(fields_of<M>{}));
};
template <class T, class... Ts>
struct viewed_result<aggregate_row<T, Ts...>> {
    using type = tuple_row<view_t<Ts>...>;
};
template <class Row>
constexpr auto refused_views() {
    (void)refuse<views_of_a_join<Row>>();
    return tuple_row<>{};
}
template <class... Models>
struct viewed_result<models_row<Models...>> {
    using type = decltype(refused_views<models_row<Models...>>());
};

template <class T, class... Ts>
constexpr auto viewed_into(type_list<Ts...>) {
    return result_into<T>(type_list<view_t<Ts>...>{});
}

/// A query whose rows are read otherwise.
template <class Parts, class Result>
struct read_as {
    using model_type = typename Parts::model_type;
    using result = Result;
    static constexpr unsigned variants = Parts::variants;

    Parts parts;

    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        parts.values(visit);
    }
    constexpr unsigned variant() const { return parts.variant(); }
};

}  // namespace detail

}  // namespace interlock
