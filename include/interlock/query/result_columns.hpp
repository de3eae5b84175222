// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/table.hpp>
#include <interlock/query/column.hpp>
#include <interlock/query/result.hpp>

#include <cstddef>

namespace interlock::detail {

template <class... Ts>
struct type_list {
    static constexpr std::size_t size = sizeof...(Ts);
    static constexpr bool nullable(std::size_t column) {
        constexpr bool each[]{is_nullable<Ts>..., false};
        return each[column];
    }
};

/// How the columns of a result are stored.
template <value_kind... Kinds>
struct kind_list {
    static constexpr std::size_t size = sizeof...(Kinds);
    static constexpr bool comparable(std::size_t column) {
        constexpr bool each[]{is_comparable(Kinds)..., false};
        return each[column];
    }
};

template <value_kind... Some, value_kind... More>
constexpr kind_list<Some..., More...> operator+(kind_list<Some...>, kind_list<More...>) {
    return {};
}
template <class Some, class More>
using joined_kinds = decltype(Some{} + More{});

template <class... Fields>
constexpr auto types_of_fields(fields<Fields...>) {
    return type_list<typename Fields::type...>{};
}
template <class... Fields>
constexpr auto kinds_of_fields(fields<Fields...>) {
    return kind_list<column_kind<Fields::member>()...>{};
}

/// The types of a result's columns.
template <class Result>
struct result_columns;
template <class... Ts>
struct result_columns<tuple_row<Ts...>> {
    using type = type_list<Ts...>;
};
template <class T, class... Ts>
struct result_columns<aggregate_row<T, Ts...>> {
    using type = type_list<Ts...>;
};
template <class T>
struct result_columns<value_row<T>> {
    using type = type_list<T>;
};
template <class... Columns>
struct result_columns<named_row<Columns...>> {
    using type = type_list<typename Columns::type...>;
};
template <class M>
struct result_columns<model_row<M>> {
    using type = decltype(types_of_fields(fields_of<M>{}));
};

template <class... Ts, class... Us>
constexpr type_list<Ts..., Us...> operator+(type_list<Ts...>, type_list<Us...>) {
    return {};
}
template <class... Fields>
constexpr auto types_if_there(fields<Fields...>) {
    return type_list<maybe_null<true, without_null<typename Fields::type>>...>{};
}
template <class M>
constexpr auto types_of_row(M*) {
    return types_of_fields(fields_of<M>{});
}
template <class M>
constexpr auto types_of_row(std::optional<M>*) {
    return types_if_there(fields_of<M>{});
}
template <class... Rows>
struct result_columns<models_row<Rows...>> {
    using type = decltype((types_of_row(static_cast<Rows*>(nullptr)) + ...));
};

}  // namespace interlock::detail
