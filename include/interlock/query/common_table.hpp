// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/compound.hpp>
#include <interlock/query/insert_from.hpp>
#include <interlock/query/select.hpp>

#include <utility>

namespace interlock {

/// The rows of a query under the name of a model, for the query that follows.
template <class M, class Parts, bool Recursive>
struct common_table {
    using model = M;
    static constexpr bool bound = Parts::bound;
    detail::subquery<Parts> query;

    template <class Outer>
    static constexpr bool stands_in() {
        return Parts::template stands_in<Outer>();
    }
    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        query.values(visit);
    }
};

template <class M, class... Columns>
struct common_table_of_other_columns {
    static_assert(
        never<M>,
        "interlock: a common table of other columns than its model: each column of the query is one field, "
        "in their order; select as many as the model has");
};

template <class M>
struct common_table_of_a_table {
    static_assert(
        never<M>,
        "interlock: a common table has the model of a table that is there already: one of the service, or an "
        "earlier common table; declare a struct of its own for it, with the fields that it has");
};

template <class M>
struct recursion_without_a_union {
    static_assert(
        never<M>,
        "interlock: a recursive common table is a union: the rows that it begins with, union_all() or "
        "union_distinct() a query that makes further rows of the table's own");
};

template <class M>
struct recursion_that_begins_with_itself {
    static_assert(
        never<M>,
        "interlock: the first side of a recursive common table reads the table itself: it is what the table "
        "begins with, before there are rows of it; read it in the second side alone");
};

template <class M>
struct recursion_within_a_subquery {
    static_assert(
        never<M>,
        "interlock: a recursive common table is read in a subquery of its own second side: engines do not "
        "look for it there; join it, as in il::from<Category>().join<Tree>(...)");
};

template <class M>
struct recursion_by_more_than_rows {
    static_assert(
        never<M>,
        "interlock: the second side of a recursive common table makes rows of single rows: no groups, "
        "aggregates, windows, distinct(), order or limit, and no union or common table of its own, of which the "
        "engines make different things; put that into the query that reads the table");
};

template <class M>
struct recursion_with_an_order_or_a_limit {
    static_assert(
        never<M>,
        "interlock: a recursive common table with an order or a limit: PostgreSQL has neither there; order and "
        "limit the query that reads the table");
};

namespace detail {

/// What a query runs on, with common tables beside those of the database.
template <class Executor, class... Models>
struct with_common : Executor {
    template <class M>
    static constexpr bool reaches() {
        if constexpr ((__is_same(M, Models) || ...)) return true;
        else return Executor::template reaches<M>();
    }
};

/// A source with common tables.
template <class Outer, class... Models>
struct beside_common : Outer {
    using scope = beside_common;

    template <class M>
    static constexpr bool reaches() {
        if constexpr ((__is_same(M, Models) || ...)) return true;
        else return Outer::template reaches<M>();
    }
};

/// Whether each column of a query can be stored in its field of the model.
template <class M, class... Fields, class... Ts, value_kind... Kinds>
constexpr bool require_fields(fields<Fields...>, type_list<Ts...>, kind_list<Kinds...>) {
    if constexpr (sizeof...(Fields) != sizeof...(Ts))
        return refuse<common_table_of_other_columns<M, Ts...>>();
    else return (require_stored_in<Fields::member, Ts, Kinds>() && ...);
}

/// Where the table of M may not be read, because of Refusal.
template <class Executor, class M, class Refusal>
struct apart_from : rows_of<Executor> {
    using scope = apart_from;

    template <class Other>
    static constexpr bool reaches() {
        if constexpr (__is_same(Other, M)) return refuse<Refusal>();
        else return Executor::template reaches<Other>();
    }
};
/// Where it may, but not in a subquery.
template <class Executor, class M>
struct beside_itself : rows_of<Executor> {
    using scope = apart_from<Executor, M, recursion_within_a_subquery<M>>;
};
/// Holds what is made without a window.
template <class Rows>
struct without_windows : selected_from<Rows> {
    template <class Node>
    static constexpr bool windows() {
        return false;
    }
    template <class Node>
    static constexpr bool selects() {
        return Node::template known<without_windows>();
    }
};

/// Whether a query makes rows of single rows.
template <class Parts>
inline constexpr bool goes_by_rows = false;
template <class From, class Columns, class Where>
    requires(From::is_plain&& From::is_inner && !Columns::aggregate)
inline constexpr bool goes_by_rows<select_parts<From, Columns, Where>> =
    Columns::template known<without_windows<typename From::template rows<no_executor>>>();

/// Whether a query can be a recursive common table of M.
template <class Executor, class M, class Parts>
struct recursion {
    static constexpr bool passed() { return refuse<recursion_without_a_union<M>>(); }
};
template <class Executor, class M, set_operation Operation, class Left, class Right, class Result,
          class Order, bounds Bounds>
    requires(Operation == set_operation::union_all || Operation == set_operation::union_distinct)
struct recursion<Executor, M, compound_parts<Operation, Left, Right, Result, Order, Bounds>> {
    static constexpr bool passed() {
        using begins = apart_from<Executor, M, recursion_that_begins_with_itself<M>>;
        if constexpr (!Order::empty || Bounds != bounds::none)
            return refuse<recursion_with_an_order_or_a_limit<M>>();
        else if constexpr (!Left::template stands_in<begins>()) return false;
        else if constexpr (!goes_by_rows<Right>) return refuse<recursion_by_more_than_rows<M>>();
        else return Right::template stands_in<beside_itself<Executor, M>>();
    }
};

/// Whether a query can be a common table of M. Executor is what it runs on, with the tables that it may read.
template <class Executor, bool Recursive, class M, class Parts>
constexpr bool require_common() {
    using fields = fields_of<M>;
    if constexpr (Recursive) {
        if constexpr (!recursion<Executor, M, Parts>::passed()) return false;
        else
            return require_fields<M>(fields{}, typename result_columns<typename Parts::result>::type{},
                                     typename Parts::kinds{});
    } else if constexpr (!Parts::template stands_in<rows_of<Executor>>()) return false;
    else
        return require_fields<M>(fields{}, typename result_columns<typename Parts::result>::type{},
                                 typename Parts::kinds{});
}
/// Whether M can be a common table after others.
template <class Executor, bool Recursive, class M, class Parts, class... Models>
constexpr bool require_common_after() {
    if constexpr (Executor::template lists<M>() || (__is_same(M, Models) || ...))
        return refuse<common_table_of_a_table<M>>();
    else if constexpr (Recursive)
        return require_common<with_common<Executor, Models..., M>, true, M, Parts>();
    else return require_common<with_common<Executor, Models...>, false, M, Parts>();
}

}  // namespace detail

/// The tables of a query that has common tables.
template <class From, class... Tables>
struct from_with {
    static constexpr bool is_plain = false;
    static constexpr bool is_one_table = false;
    static constexpr bool is_inner = From::is_inner;
    static constexpr bool bound = From::bound || (Tables::bound || ...);
    using first = typename From::first;
    using result = typename From::result;
    using kinds = typename From::kinds;
    template <class Executor>
    using rows = typename From::template rows<detail::with_common<Executor, typename Tables::model...>>;
    template <class M>
    static constexpr bool is_common() {
        return (__is_same(M, typename Tables::model) || ...);
    }

    template <auto Member, class Name>
    static constexpr bool may_miss() {
        return From::template may_miss<Member, Name>();
    }
    template <class Entry>
    static constexpr bool may_miss_table() {
        return From::template may_miss_table<Entry>();
    }

    From from{};
    detail::pack<Tables...> tables{};

    template <auto Member, class Name = void>
    static constexpr std::size_t position() {
        return From::template position<Member, Name>();
    }
    template <class Outer>
    static constexpr bool reached() {
        using beside = detail::beside_common<Outer, typename Tables::model...>;
        return (Tables::template stands_in<beside>() && ...) && From::template reached<beside>();
    }
    template <class Source>
    static constexpr bool known() {
        return From::template known<Source>();
    }
    template <class Visitor>
    constexpr void values_before_select(Visitor& visit) const {
        tables.each([&](const auto& t) { t.values(visit); });
    }
    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        from.values(visit);
    }
};

/// `db.with_table<M>(query)` and what follows it: further common tables, and from().
template <class Executor, class... Tables>
class common_tables {
public:
    constexpr explicit common_tables(Executor executor, detail::pack<Tables...> tables = {})
        : executor_(executor), tables_(std::move(tables)) {}

    /// The rows of a query, as if they were a table of the model M. It may read the tables before it.
    template <class M, class Query>
    constexpr auto with_table(const Query& query) const {
        return more<false, M>(query);
    }
    /// The rows of a union whose second side may read M itself: it is run again and again on the rows that it gave
    /// last, until it gives none.
    template <class M, class Query>
    constexpr auto with_recursive(const Query& query) const {
        return more<true, M>(query);
    }
    /// A select on a common table, or on a table of the same database beside them.
    template <class M>
    constexpr auto from() const {
        using from_type = from_with<from_table<M>, Tables...>;
        using parts = select_parts<from_type>;
        (void)detail::with_common<Executor, typename Tables::model...>::template reaches<M>();
        return select_query<Executor, parts>(executor_, parts{from_type{{}, tables_}});
    }

private:
    template <bool Recursive, class M, class Query>
    constexpr auto more(const Query& query) const {
        if constexpr (!detail::require_query<Query>())
            return plus<M, Recursive>(detail::subquery(refused<M>()));
        else if constexpr (!detail::require_common_after<Executor, Recursive, M, typename Query::shape,
                                                         typename Tables::model...>())
            return plus<M, Recursive>(detail::subquery(refused<M>()));
        else return plus<M, Recursive>(detail::subquery(query.sound_parts(), query.origin()));
    }
    template <class M, bool Recursive, class Parts>
    constexpr auto plus(detail::subquery<Parts> query) const {
        using table = common_table<M, Parts, Recursive>;
        return common_tables<Executor, Tables..., table>(executor_,
                                                         detail::joined(tables_, table{std::move(query)}));
    }
    /// What stands in the place of a query that was refused.
    template <class M>
    static constexpr select_parts<from_table<M>> refused() {
        return {};
    }

    [[no_unique_address]] Executor executor_;
    detail::pack<Tables...> tables_;
};

/// Common tables without a session: to look at a text, or as a part of another query.
template <class M, class Query>
constexpr auto with_table(const Query& query) {
    return common_tables<no_executor>(no_executor{}).template with_table<M>(query);
}
template <class M, class Query>
constexpr auto with_recursive(const Query& query) {
    return common_tables<no_executor>(no_executor{}).template with_recursive<M>(query);
}

}  // namespace interlock
