// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/codec.hpp>
#include <interlock/model/fixed_string.hpp>
#include <interlock/model/refusal.hpp>

#include <cstddef>
#include <string_view>
#include <tuple>

// What the rows of a result are read into, as types; `type` is a row. How they are read is in backend/read.hpp.

namespace interlock {

template <class... Rows>
struct models_row;

namespace detail {
/// A model, or a std::optional of it where there may be no row.
template <bool MayMiss, class Row>
using perhaps_missing = maybe_null<MayMiss || is_nullable<Row>, without_null<Row>>;
}  // namespace detail

/// All columns of a model's table, into the model.
template <class M>
struct model_row {
    using type = M;
    /// Beside those of another one; each may be missing.
    template <class Other, bool AddsMissing, bool MakesMissing>
    using joined = typename models_row<M>::template joined<Other, AddsMissing, MakesMissing>;
};

/// All columns of several models' tables, into a tuple of models.
template <class... Rows>
struct models_row {
    using type = std::tuple<Rows...>;
    template <class Other, bool AddsMissing, bool MakesMissing>
    using joined = models_row<detail::perhaps_missing<MakesMissing, Rows>...,
                              detail::perhaps_missing<AddsMissing, Other>>;
};

/// Columns and expressions, into a tuple.
template <class... Ts>
struct tuple_row {
    using type = std::tuple<Ts...>;
};

/// The values of a tuple_row, into an aggregate with as many members.
template <class T, class... Ts>
struct aggregate_row {
    using type = T;
};

/// The only column, into a value.
template <class T>
struct value_row {
    using type = T;
};

/// A value of a result's row, and its name.
template <fixed_string Name, class T>
struct row_column {
    static constexpr auto fixed = Name;
    static constexpr std::string_view name = Name.view();
    using type = T;
    T value{};
};

template <fixed_string Name, class Row>
struct no_column_of_that_name {
    static_assert(
        never<Row>,
        "interlock: no column of the row has that name: a column is called as its member, an expression "
        "as il::named<\"name\">(expression) says");
};

/// A row whose values have the names of its columns: `row.get<"organism">()`.
template <class... Columns>
struct row : Columns... {
    static constexpr std::size_t size = sizeof...(Columns);

    template <fixed_string Name>
    constexpr auto& get() {
        return value_of<Name>(*this);
    }
    template <fixed_string Name>
    constexpr const auto& get() const {
        return value_of<Name>(*this);
    }

private:
    template <fixed_string Name, class Row>
    static constexpr auto& value_of(Row& r) {
        if constexpr (requires { of<Name>(r); }) return of<Name>(r);
        else {
            (void)detail::refuse<no_column_of_that_name<Name, row>>();
            return r;
        }
    }
    template <fixed_string Name, class T>
    static constexpr T& of(row_column<Name, T>& c) {
        return c.value;
    }
    template <fixed_string Name, class T>
    static constexpr const T& of(const row_column<Name, T>& c) {
        return c.value;
    }
};

/// The values, into an il::row.
template <class... Columns>
struct named_row {
    using type = row<Columns...>;
};

}  // namespace interlock
