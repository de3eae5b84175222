// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/member_list.hpp>
#include <interlock/query/assignment.hpp>
#include <interlock/query/result_columns.hpp>
#include <interlock/query/subquery.hpp>
#include <interlock/query/update.hpp>

#include <cstddef>

namespace interlock {

/// The rows of a select, into columns of a table.
template <class M, class Parts, auto... Members>
struct insert_from_shape {
    using model_type = M;
};

/// Its values: those of the select, and the current time for columns that are stamped.
template <class Parts, auto... Members>
struct insert_from_values {
    const Parts& parts;
    const void* origin;

    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        detail::visit_origin(visit, origin);
        parts.values(visit);
        visit.template insertion_stamps<Members...>();
    }
};

template <class M, class... Columns>
struct insert_from_other_columns {
    static_assert(
        never<M>,
        "interlock: an insert from a query with more or fewer columns than it fills: each column of the "
        "query goes into one member, in their order; name as many members as the query selects");
};

template <class M, auto... Members>
struct insert_into_another_model {
    static_assert(
        never<M>,
        "interlock: an insert from a query names a member that is not a field of the model, or one twice; "
        "each names a column of the one table that rows are added to");
};

template <class M, class Field>
struct insert_from_leaves_a_column_out {
    static_assert(
        never<M>,
        "interlock: an insert from a query leaves a column out that is not null and has no default, so that "
        "no row could be added; select something for it");
};

namespace detail {

/// Whether every value of one type can be stored where the other is.
template <auto Member, class T, value_kind From>
constexpr bool require_stored_in() {
    using target = value_of<Member>;
    constexpr value_kind to = column_kind<Member>(), from = From;
    constexpr bool fits = is_integer(to)             ? is_integer(from)
                          : to == value_kind::real32 ? from == value_kind::real32
                                                     : kinds_compare(to, from);
    if constexpr (!fits) return refuse<types_do_not_assign<Member, T>>();
    else if constexpr (is_nullable<T> && !is_nullable<target>)
        return refuse<null_in_a_column_that_is_not_null<Member>>();
    else return true;
}

/// A column that every row has to be given a value for.
constexpr bool is_required(const column_info& c, bool of_tenant) {
    return !c.nullable && !c.generated && !c.has_default && !c.stamped_on_insert() &&
           !(of_tenant && c.tenant_key);
}

constexpr std::size_t column_left_out(const table_info& t, member_list given, bool of_tenant) {
    for (std::size_t i = 0; i < t.column_count; ++i)
        if (is_required(t.columns[i], of_tenant) && !given.has(t.columns[i].member)) return i;
    return table_info::npos;
}

template <class M, bool OfTenant, auto... Members, class... Ts, value_kind... Kinds>
constexpr bool require_columns(type_list<Ts...>, kind_list<Kinds...>) {
    if constexpr (sizeof...(Members) != sizeof...(Ts)) return refuse<insert_from_other_columns<M, Ts...>>();
    else if constexpr (((field_index<M, Members> == table_info::npos) || ...) ||
                       member_names<Members...>::list.has_one_twice())
        return refuse<insert_into_another_model<M, Members...>>();
    else if constexpr (!(require_stored_in<Members, Ts, Kinds>() && ...)) return false;
    else if constexpr (constexpr std::size_t left =
                           column_left_out(table_of<M>(), member_names<Members...>::list, OfTenant);
                       left != table_info::npos)
        return refuse<insert_from_leaves_a_column_out<M, typename field_at<left, fields_of<M>>::type>>();
    else return true;
}

/// Whether the rows of a query can be added to a table, both of them in the database of the executor.
template <class Executor, class M, auto... Members, class Query>
constexpr bool require_insertable(const Query* query) {
    if constexpr (!require_query<Query>()) return false;
    else if constexpr (!Query::shape::template stands_in<rows_of<writing<Executor>>>()) return false;
    else {
        (void)query;
        using shape = typename Query::shape;
        constexpr bool of_tenant = requires { requires Executor::gives_tenant_key; };
        return require_columns<M, of_tenant, Members...>(
            typename result_columns<typename shape::result>::type{}, typename shape::kinds{});
    }
}

}  // namespace detail

/// For il::sql: the statement that insert_from() of a session makes.
template <class M, auto... Members, class Query>
constexpr auto insert_from(const Query& query) {
    (void)detail::require_insertable<no_executor, M, Members...>(&query);
    return insert_from_shape<M, typename Query::shape, Members...>{};
}

}  // namespace interlock
