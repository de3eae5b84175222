// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/column_info.hpp>
#include <interlock/model/field.hpp>
#include <interlock/model/nth.hpp>
#include <interlock/model/refusal.hpp>
#include <interlock/model/type_name.hpp>

#include <cstddef>
#include <string_view>

namespace interlock {

/// Specialised for each struct that is stored. Members, all but `fields` optional:
///   app_label    the application that it belongs to
///   table        the table's name; left out: app_label + "_" + the struct's name in lower case
///   database     what by_declaration routes on
///   fields       il::fields<il::field<&M::x, attributes...>...>
///   constraints  il::constraints<il::index<...>, ...>
///   links        il::links<il::link<M, Other>, ...>
template <class M>
struct model;

/// Brings `fields` for structs that another library describes (interlock/hana.hpp).
template <class M>
struct described_fields {};

template <class M>
struct model_without_fields {
    static_assert(never<M>,
                  "interlock: a model without fields: model<M> lists no il::fields; add them, or include "
                  "<interlock/hana.hpp> if the struct is adapted with Boost.Hana");
};

template <class M>
struct not_a_model {
    static_assert(
        never<M>,
        "interlock: not a model: there is no interlock::model<M>; specialise it for this struct "
        "before its first use; where it is a base of a model, refer to a member of the model itself");
};

namespace detail {

template <class M>
concept declared_model = requires {
    sizeof(model<M>);
};

template <class M>
constexpr std::string_view app_label_of() {
    if constexpr (requires { model<M>::app_label; }) return model<M>::app_label;
    else return {};
}

/// app_label + "_" + the struct's name in lower case, as Django makes it.
template <class M>
struct default_table_name {
    static constexpr std::string_view app = app_label_of<M>();
    static constexpr std::string_view type = type_name<M>();
    static constexpr std::size_t prefix = app.empty() ? 0 : app.size() + 1;
    struct storage {
        char text[prefix + type.size() + 1]{};
    };
    static constexpr storage make() {
        storage s;
        std::size_t n = 0;
        for (char c : app) s.text[n++] = c;
        if (n != 0) s.text[n++] = '_';
        for (char c : type) s.text[n++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        return s;
    }
    static constexpr storage stored = make();
    static constexpr std::string_view value{stored.text, prefix + type.size()};
};

template <class M>
constexpr std::string_view table_name_of() {
    if constexpr (requires { model<M>::table; }) return model<M>::table;
    else return default_table_name<M>::value;
}

template <class Fields>
struct column_list;

template <class... Fields>
struct column_list<fields<Fields...>> {
    static constexpr std::size_t count = sizeof...(Fields);

    template <class M>
    static constexpr bool fit() {
        return (Fields::template fits<M>() && ...);
    }
    template <class M>
    static constexpr bool explain() {
        return (Fields::template explain<M>() && ...);
    }
    struct storage {
        column_info columns[count + 1];
    };
    static constexpr storage describe() { return {{Fields::describe()..., {}}}; }
};

/// The fields as the model lists them.
template <class M>
constexpr auto listed_fields() {
    if constexpr (!declared_model<M>) {
        (void)detail::refuse<not_a_model<M>>();
        return fields<>{};
    } else if constexpr (requires {
                             requires model<M>::fields::count >
                             0;
                         })
        return typename model<M>::fields{};
    else if constexpr (requires { typename described_fields<M>::type; })
        return typename described_fields<M>::type{};
    else {
        (void)detail::refuse<model_without_fields<M>>();
        return fields<>{};
    }
}

/// Those fields, or none where one of them is refused: what reads and writes rows does not stumble over it.
template <class M>
constexpr auto find_fields() {
    using listed = decltype(listed_fields<M>());
    if constexpr (column_list<listed>::template fit<M>()) return listed{};
    else {
        (void)column_list<listed>::template explain<M>();
        return fields<>{};
    }
}

/// The fields of a model as a type.
template <class M>
using fields_of = decltype(find_fields<M>());

template <std::size_t Column, class Fields>
struct field_at;
template <std::size_t Column, class... Fields>
struct field_at<Column, fields<Fields...>> {
    using type = nth<Column, Fields...>;
};

}  // namespace detail

}  // namespace interlock
