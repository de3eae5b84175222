// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/executor.hpp>
#include <interlock/query/logic.hpp>
#include <interlock/query/methods.hpp>
#include <interlock/query/select_parts.hpp>

#include <utility>

namespace interlock {

/// A column of the query that a subquery stands in:
///
///     il::exists(il::from<Review>().where(il::col<&Review::product_id> == il::outer<&Product::id>))
template <auto Member>
struct outer_column : expression_methods<outer_column<Member>> {
    using type = detail::value_of<Member>;

    template <class Source>
    static constexpr bool known() {
        return Source::template outer_holds<Member>();
    }
    template <class Visitor>
    constexpr void values(Visitor&) const {}
};

template <auto Member>
inline constexpr outer_column<Member> outer{};

template <class Query>
struct subquery_of_several_columns {
    static_assert(never<Query>,
                  "interlock: a subquery that stands for a value has one column; say which with "
                  "select(il::col<&M::x>)");
};

template <class Query>
struct not_a_query {
    static_assert(never<Query>,
                  "interlock: il::exists and il::scalar take a query, such as il::from<M>().where(...)");
};

namespace detail {

/// Tells what binds the values where a query was to run that was made a part of another one. The others look at texts.
template <class Visitor>
constexpr void visit_origin(Visitor& visit, const void* origin) {
    if constexpr (requires { visit.part_of(origin); }) visit.part_of(origin);
}

template <class Parts>
struct subquery : expression {
    static constexpr bool is_subquery = true;
    static constexpr bool bound = Parts::bound;

    Parts parts;
    const void* origin;

    constexpr explicit subquery(Parts p, const void* from = nullptr) : parts(std::move(p)), origin(from) {}

    template <class Source>
    static constexpr bool known() {
        return Parts::template stands_in<Source>();
    }
    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        visit_origin(visit, origin);
        parts.values(visit);
    }
};

/// The type of the only column of a result.
template <class Result>
struct only_column {
    static constexpr bool is = false;
};
template <class T>
struct only_column<tuple_row<T>> {
    static constexpr bool is = true;
    using type = T;
};
template <class T>
struct only_column<value_row<T>> : only_column<tuple_row<T>> {};

template <class Query>
concept is_query = requires(const plain_t<Query>& q) {
    q.sound_parts();
};

template <class Query>
constexpr bool require_query() {
    if constexpr (is_query<Query>) return true;
    else return refuse<not_a_query<Query>>();
}
template <class Query>
constexpr bool require_column() {
    if constexpr (!require_query<Query>()) return false;
    else if constexpr (only_column<typename Query::shape::result>::is) return true;
    else return refuse<subquery_of_several_columns<typename Query::model_type>>();
}

}  // namespace detail

/// `il::exists(query)`: whether it has a row.
template <class Parts>
struct existence : detail::subquery<Parts> {
    using type = bool;
    using detail::subquery<Parts>::subquery;

    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        detail::visit_origin(visit, this->origin);
        unordered_values<Parts>{this->parts}.values(visit);
    }
};

/// `c.in(query)`: whether the operand is one of its values.
template <class Operand, class Parts>
struct membership_in_query : binary_expression<Operand, detail::subquery<Parts>> {
    using type = detail::truth<Operand>;
    using binary_expression<Operand, detail::subquery<Parts>>::binary_expression;
};

/// `il::scalar(query)`: the value of its only column in its first row, NULL where there is none.
template <class T, class Parts>
struct scalar_subquery : expression_methods<scalar_subquery<T, Parts>> {
    using type = T;
    static constexpr bool bound = Parts::bound;

    detail::subquery<Parts> query;

    constexpr scalar_subquery(Parts p, const void* origin) : query(std::move(p), origin) {}

    template <class Source>
    static constexpr bool known() {
        return detail::subquery<Parts>::template known<Source>();
    }
    template <class Visitor>
    constexpr void values(Visitor& visit) const {
        query.values(visit);
    }
};

template <class Query>
constexpr auto exists(const Query& query) {
    if constexpr (!detail::require_query<Query>()) return detail::refused_condition{};
    else if constexpr (!detail::require_unlocked<typename Query::shape>()) return detail::refused_condition{};
    else return existence<typename Query::shape>(query.sound_parts(), query.origin());
}

template <class Query>
constexpr auto scalar(const Query& query) {
    if constexpr (!detail::require_column<Query>()) return detail::refused_value{};
    else {
        using column = typename detail::only_column<typename Query::shape::result>::type;
        using type = detail::maybe_null<true, detail::without_null<column>>;
        // PostgreSQL fails where there are more rows, SQLite takes the first
        if constexpr (Query::shape::one_row)
            return scalar_subquery<type, typename Query::shape>(query.sound_parts(), query.origin());
        else {
            auto first = query.sound_parts().first_row();
            return scalar_subquery<type, decltype(first)>(std::move(first), query.origin());
        }
    }
}

/// `c.in(query)`; found by in() through its arguments.
template <class Operand, class Query>
constexpr auto membership_in(Operand operand, const Query& query) {
    if constexpr (!detail::require_column<Query>()) return detail::refused_condition{};
    else {
        using column = typename detail::only_column<typename Query::shape::result>::type;
        if constexpr (!detail::kinds_compare(detail::node_kind<Operand>(), detail::kind_of<column>))
            (void)detail::refuse<types_do_not_compare<typename Operand::type, column>>();
        return membership_in_query<Operand, typename Query::shape>(
            std::move(operand), detail::subquery(query.sound_parts(), query.origin()));
    }
}

}  // namespace interlock
