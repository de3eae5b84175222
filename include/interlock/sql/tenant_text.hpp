// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/by_row.hpp>
#include <interlock/query/compound.hpp>
#include <interlock/query/insert_from.hpp>
#include <interlock/query/prefetch.hpp>
#include <interlock/query/views.hpp>
#include <interlock/sql/made_text.hpp>
#include <interlock/sql/render.hpp>

#include <string_view>
#include <type_traits>

// The statements of one tenant, where all tenants share the tables: the same shapes, written by the same code, in a dialect
// that says of each table with an il::tenant_key whose rows are meant. The key is the first parameter.

namespace interlock {

/// A backend as one tenant has it: `il::sql<il::as_tenant<il::sqlite>>(il::from<Poll>())`.
template <class Backend>
struct as_tenant;

template <class M, auto... Members>
struct tenant_key_set {
    static_assert(
        never<M>,
        "interlock: a tenant's statement that sets the tenant key: its rows would become another tenant's; leave the "
        "member out, the key is set by itself");
};
template <class M>
struct write_to_a_table_of_all_tenants {
    static_assert(
        never<M>,
        "interlock: a tenant's write to a table without a tenant key: the rows are those of all tenants, and one of "
        "them would change what the others see; give the model an il::tenant_key, or write it by "
        "db.on<il::all_tenants<database>>()");
};
template <class Shape>
struct row_lock_on_rows_that_are_kept_apart {
    static_assert(
        never<Shape>,
        "interlock: a tenant's row lock in a right or full join: each table is narrowed to the tenant's rows before "
        "it is joined, and all of those would be locked; join from the other side, or lock the rows by a query of "
        "their own");
};
template <class Shape>
struct statement_without_the_key_of_its_tenant {
    static_assert(
        never<Shape>,
        "interlock: a tenant's statement that is not said with the tenant's key: what writes it would read or write the "
        "rows of all; say it over all tenants, by db.on<il::all_tenants<database>>()");
};

namespace detail {

/// What writes those of a tenant's statements that are about its rows.
template <class Backend>
struct about_tenant;

template <class Backend>
struct without_tenant<as_tenant<Backend>> {
    using type = Backend;
};

}  // namespace detail

template <class Backend>
struct dialect_of<detail::about_tenant<Backend>> {
    static constexpr dialect make() {
        dialect d = dialect_of<Backend>::value;
        d.of_tenant = d.numbered = true;
        return d;
    }
    static constexpr dialect value = make();
};
template <class Backend>
struct dialect_of<as_tenant<Backend>> : dialect_of<detail::about_tenant<Backend>> {};

namespace detail {

/// What only reads. Everything else writes rows.
template <class Shape>
inline constexpr bool only_reads = false;
template <class From, class Columns, class Where, class Grouping, class Order, class Quantifier,
          bounds Bounds>
inline constexpr bool only_reads<select_parts<From, Columns, Where, Grouping, Order, Quantifier, Bounds>> =
    true;
template <set_operation Operation, class Left, class Right, class Result, class Order, bounds Bounds>
inline constexpr bool only_reads<compound_parts<Operation, Left, Right, Result, Order, Bounds>> = true;
template <class Parts, class Result>
inline constexpr bool only_reads<read_as<Parts, Result>> = only_reads<Parts>;
template <class Parts, auto Key>
inline constexpr bool only_reads<for_each_key_shape<Parts, Key>> = only_reads<Parts>;
template <class Parts>
inline constexpr bool only_reads<count_shape<Parts>> = only_reads<Parts>;
template <class Parts>
inline constexpr bool only_reads<exists_shape<Parts>> = only_reads<Parts>;
template <class M>
inline constexpr bool only_reads<get_shape<M>> = true;
template <class M, class By>
inline constexpr bool only_reads<find_like_shape<M, By>> = true;

template <class M, auto... Members>
constexpr bool require_no_key() {
    constexpr std::size_t key = table_of<M>().index_of_tenant_key();
    if constexpr (key != table_info::npos)
        if constexpr (((member_name<Members>() == table_of<M>().columns[key].member) || ...))
            return refuse<tenant_key_set<M, Members...>>();
    return true;
}
/// A statement sets the tenant key by nothing but the key.
template <class Shape>
struct key_of_tenant {
    static constexpr bool is_left() { return true; }
};
template <class M, auto... Members, class... Values, class Where, class From>
struct key_of_tenant<update_shape<M, assignment_list<assignment<Members, Values>...>, Where, From>> {
    static constexpr bool is_left() { return require_no_key<M, Members...>(); }
};
template <class M, class Parts, auto... Members>
struct key_of_tenant<insert_from_shape<M, Parts, Members...>> {
    static constexpr bool is_left() { return require_no_key<M, Members...>(); }
};
template <class Write, class Columns>
struct key_of_tenant<returning_shape<Write, Columns>> : key_of_tenant<Write> {};

constexpr bool has_feature(unsigned features, feature f) {
    return (features >> static_cast<unsigned>(f) & 1u) != 0;
}

/// What makes tables is about no rows.
template <class Shape>
inline constexpr bool makes_tables = false;
template <class M>
inline constexpr bool makes_tables<create_shape<M>> = true;
template <class M>
inline constexpr bool makes_tables<create_without_references_shape<M>> = true;
template <class M>
inline constexpr bool makes_tables<add_references_shape<M>> = true;

/// Whether a tenant may say what was rendered; else the refusal.
template <class Shape, class Rendered>
constexpr bool may_say() {
    using model = typename Shape::model_type;
    constexpr const measures& m = Rendered::measure;
    constexpr bool keyed = table_of<model>().index_of_tenant_key() != table_info::npos;
    if constexpr (makes_tables<Shape> || table_of<model>().column_count == 0)
        return true;  // of what is refused
    else if constexpr (!key_of_tenant<Shape>::is_left()) return false;
    else if constexpr (!only_reads<Shape> && !keyed) return refuse<write_to_a_table_of_all_tenants<model>>();
    else if constexpr (keyed && !m.of_tenant && !m.dynamic)
        return refuse<statement_without_the_key_of_its_tenant<Shape>>();
    else if constexpr (has_feature(m.features, feature::row_locks) &&
                       has_feature(m.features, feature::full_join))
        return refuse<row_lock_on_rows_that_are_kept_apart<Shape>>();
    else return true;
}

/// What is about no table with a tenant key is said as ever.
template <class Backend, class Shape, unsigned Variant>
struct rendered<as_tenant<Backend>, Shape, Variant>
    : std::conditional_t<rendered<about_tenant<Backend>, Shape, Variant>::measure.of_tenant,
                         rendered<about_tenant<Backend>, Shape, Variant>, rendered<Backend, Shape, Variant>> {
    static constexpr bool said_by_tenant = may_say<Shape, rendered<about_tenant<Backend>, Shape, Variant>>();
    static_assert(said_by_tenant || true);
};

}  // namespace detail

}  // namespace interlock
