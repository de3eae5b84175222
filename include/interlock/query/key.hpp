// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/table.hpp>
#include <interlock/query/comparison.hpp>
#include <interlock/query/pack.hpp>
#include <interlock/query/statements.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace interlock {

/// The values of a primary key, in the order of the fields. Text is referred to, not copied.
template <class... Values>
struct key_values {
    detail::pack<Values...> parts;

    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        parts.each([&](const auto& part) { part.values(visit); });
    }
};

template <class M, class... Keys>
struct not_the_key_of_the_model {
    static_assert(never<M>,
                  "interlock: these values are not the model's primary key: get and find take one value for "
                  "each il::primary_key field, in the order of the fields and of their types");
};

namespace detail {

/// Whether a value is given for a column of the key: not for the tenant's, where that is given by itself.
constexpr bool is_key_value(const column_info& c, bool of_tenant) {
    return c.primary_key && !(of_tenant && c.tenant_key);
}

/// A column of the key as the neighbour of its value.
template <class M, std::size_t Position, bool OfTenant>
struct key_column {
    using type = void;
    static constexpr value_kind kind = [] {
        std::size_t i = 0;
        for (const column_info& c : table_of<M>())
            if (is_key_value(c, OfTenant) && i++ == Position) return c.kind;
        return value_kind::int64;
    }();
};

template <class Column, class T>
constexpr auto make_key_value(const T& v) {
    if constexpr (__is_same(T, std::string)) return make_value(std::string_view(v));
    else return make_value<Column>(v);
}

constexpr bool is_key_of(const table_info& t, const value_kind* kinds, std::size_t count, bool of_tenant) {
    std::size_t i = 0;
    for (const column_info& c : t) {
        if (!is_key_value(c, of_tenant)) continue;
        if (i == count || !kinds_compare(c.kind, kinds[i])) return false;
        ++i;
    }
    return i == count;
}

template <class M, bool OfTenant, std::size_t... Positions, class... Keys>
constexpr auto keys_at(std::index_sequence<Positions...>, const Keys&... keys) {
    constexpr value_kind kinds[]{decltype(make_key_value<key_column<M, Positions, OfTenant>>(keys))::kind...,
                                 value_kind::text};
    if constexpr (table_of<M>().key_count == 0) (void)refuse<model_without_primary_key<M>>();
    else if constexpr (!is_key_of(table_of<M>(), kinds, sizeof...(Keys), OfTenant))
        (void)refuse<not_the_key_of_the_model<M, Keys...>>();
    return key_values<decltype(make_key_value<key_column<M, Positions, OfTenant>>(keys))...>{
        {{make_key_value<key_column<M, Positions, OfTenant>>(keys)}...}};
}

template <class M, bool OfTenant = false, class... Keys>
constexpr auto keys_of(const Keys&... keys) {
    return keys_at<M, OfTenant>(std::index_sequence_for<Keys...>{}, keys...);
}

}  // namespace detail

}  // namespace interlock
