// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/field_index.hpp>
#include <interlock/model/member_list.hpp>
#include <interlock/model/unique_columns.hpp>
#include <interlock/query/condition.hpp>
#include <interlock/query/methods.hpp>
#include <interlock/query/result.hpp>
#include <interlock/query/row.hpp>
#include <interlock/query/source.hpp>
#include <interlock/query/statements.hpp>
#include <interlock/query/update.hpp>

#include <utility>

namespace interlock {

/// The columns that tell whether two rows are the same one: `db.upsert(row, il::by<&Product::sku>)`.
template <auto... Members>
struct by_columns {
    static constexpr bool is_key = false;
    static constexpr detail::member_list list = detail::member_names<Members...>::list;
};
template <auto... Members>
inline constexpr by_columns<Members...> by{};

/// The primary key tells it.
struct by_key {
    static constexpr bool is_key = true;
    static constexpr detail::member_list list{};
};

/// The columns that get new values where there is such a row: `il::updating<&Product::price, &Product::stock>`.
template <auto... Members>
struct updating_columns {
    static constexpr bool all = false;
    static constexpr detail::member_list list = detail::member_names<Members...>::list;
};
template <auto... Members>
inline constexpr updating_columns<Members...> updating{};

/// All columns but the primary key, those that tell the row, and il::now_on_insert.
struct updating_all {
    static constexpr bool all = true;
    static constexpr detail::member_list list{};
};

/// A row, or its new values where there is one already.
template <class M, class By = by_key, class Updating = updating_all, class Where = no_condition>
struct upsert_shape {
    using model_type = M;
};

/// A row, unless a unique constraint or a key is in the way.
template <class M>
struct insert_or_ignore_shape {
    using model_type = M;
};

/// The same for one constraint; the row as it is stored is the result, none where there is one already.
template <class M, class By>
struct insert_absent_shape {
    using model_type = M;
    using result = model_row<M>;
};

/// The values of an upsert with a condition.
template <class M, bool WithGenerated, class Where>
struct upsert_values {
    row_values<M, WithGenerated> row;
    const Where& where;

    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        row.values(visit);
        where.values(visit);
    }
};

template <class M, auto... Members>
struct columns_are_not_unique {
    static_assert(
        never<M>,
        "interlock: il::by names columns that may be equal in several rows: which of them is meant, no "
        "database could say; name the primary key, an il::unique field, or all columns of an "
        "il::unique_together");
};

template <class M, auto Member>
struct generated_key_updated {
    static_assert(never<M>,
                  "interlock: il::updating names a generated key: the database gives it, and a row keeps it; "
                  "leave it out");
};

template <auto Member>
struct excluded_outside_an_upsert {
    static_assert(
        never<excluded_outside_an_upsert>,
        "interlock: il::excluded outside the condition of an upsert: it is the value that could not be "
        "inserted; use il::col, or the value itself");
};

/// In the condition of an upsert, the value that the given row has; il::col is the one that is stored:
///
///     db.upsert(row, il::by<&Page::url>, il::updating<&Page::text, &Page::seen>,
///               il::col<&Page::seen> < il::excluded<&Page::seen>)
template <auto Member>
struct excluded_column : expression_methods<excluded_column<Member>> {
    using type = detail::value_of<Member>;

    template <class Source>
    static constexpr bool known() {
        if constexpr (requires { Source::template excludes<Member>(); })
            return Source::template excludes<Member>();
        else return detail::refuse<excluded_outside_an_upsert<Member>>();
    }
    template <class Visitor>
    constexpr void values(Visitor&) const {}
};
template <auto Member>
inline constexpr excluded_column<Member> excluded{};

namespace detail {

/// Where the condition of an upsert stands.
template <class Executor, class M>
struct conflicting_rows : rows_of<Executor, M> {
    template <auto Member>
    static constexpr bool excludes() {
        return rows_of<Executor, M>::template holds<Member>();
    }
};

template <class Executor, class M, class Condition>
constexpr auto condition_on_conflict(Condition condition) {
    if constexpr (__is_same(Condition, no_condition)) return condition;
    else return both<conflicting_rows<Executor, M>>(no_condition{}, std::move(condition));
}

template <class M, auto... Members>
constexpr bool require_unique(by_columns<Members...>) {
    if constexpr (((field_index<M, Members> == table_info::npos) || ...))
        return refuse<columns_are_not_unique<M, Members...>>();
    else if constexpr (!are_unique(table_of<M>(), member_names<Members...>::list))
        return refuse<columns_are_not_unique<M, Members...>>();
    else return true;
}
template <class M>
constexpr bool require_unique(by_key) {
    return require_key<M>();
}

template <class M, auto Member>
constexpr bool require_updatable() {
    if constexpr (field_index<M, Member> == table_info::npos)
        return refuse<assignment_to_another_model<M, Member>>();
    else if constexpr (table_of<M>().columns[field_index<M, Member>].generated)
        return refuse<generated_key_updated<M, Member>>();
    else return true;
}
template <class M, auto... Members>
constexpr bool require_updatable(updating_columns<Members...>) {
    if constexpr (!(require_updatable<M, Members>() && ...)) return false;
    else if constexpr (member_names<Members...>::list.has_one_twice())
        return refuse<column_set_twice<M, Members...>>();
    else return true;
}
template <class M>
constexpr bool require_updatable(updating_all) {
    return true;
}

template <class M, class By>
constexpr auto target_of() {
    if constexpr (By::is_key || are_the_key(table_of<M>(), By::list)) return by_key{};
    else return By{};
}
/// The columns that tell a row, in one form where they are the primary key.
template <class M, class By>
using target = decltype(target_of<M, By>());

}  // namespace detail

// For il::sql: the statements that a session makes of a call.

template <class M, class By = by_key, class Updating = updating_all, class Where = no_condition>
constexpr auto upsert(By by = {}, Updating updating = {}, Where where = {}) {
    (void)(detail::require_unique<M>(by) && detail::require_updatable<M>(updating));
    using condition = decltype(detail::condition_on_conflict<no_executor, M>(where));
    return upsert_shape<M, detail::target<M, By>, Updating, condition>{};
}
template <class M>
constexpr insert_or_ignore_shape<M> insert_or_ignore() {
    return {};
}

}  // namespace interlock
