// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/error.hpp>
#include <interlock/model/refusal.hpp>
#include <interlock/model/table.hpp>
#include <interlock/query/dynamic_order.hpp>
#include <interlock/query/keyset.hpp>
#include <interlock/query/page_token.hpp>
#include <interlock/query/row_place.hpp>
#include <interlock/query/select.hpp>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace interlock {

/// Some rows of a query, and where the next ones begin.
template <class M>
struct slice {
    std::vector<M> rows;
    std::string next;  // for after(): letters, digits, - and _; empty where these rows are the last

    bool has_next() const { return !next.empty(); }
};

/// A page of a query, as they are numbered from 1.
template <class Row>
struct page {
    std::vector<Row> rows;
    std::int64_t number = 1;
    std::int64_t size = 0;   // of a full page
    std::int64_t total = 0;  // rows of the query
    std::int64_t pages = 1;  // of no rows too there is one page

    bool has_next() const { return number < pages; }
    bool has_previous() const { return number > 1; }
};

template <class Query>
struct after_without_limit {
    static_assert(
        never<Query>,
        "interlock: after() of a query without a limit, or with an offset: it gives so many rows behind "
        "the token; call limit(n) before it, and no offset()");
};
template <class Query>
struct after_of_selected_columns {
    static_assert(
        never<Query>,
        "interlock: after() of a query that selects columns, groups rows or leaves some out by distinct_on(): its "
        "rows do not hold the key that the next ones begin behind; read whole models");
};
template <class M>
struct after_without_primary_key {
    static_assert(
        never<M>,
        "interlock: after() of a model without a primary key: equal rows would be lost between two pages; "
        "mark a field with il::primary_key, or use page()");
};
template <class Query>
struct pages_without_order {
    static_assert(
        never<Query>,
        "interlock: page() of a query without an order: a row could come on two pages or on none; call "
        "order_by() before it");
};
template <class Query>
struct pages_within_bounds {
    static_assert(
        never<Query>,
        "interlock: page() of a query with a limit or an offset: the page sets both; leave them out");
};

namespace detail {

/// after() and page() of a select.
template <class Executor, class From, class Columns, class Where, class Grouping, class Order,
          class Quantifier, bounds Bounds>
struct paging<
    select_query<Executor, select_parts<From, Columns, Where, Grouping, Order, Quantifier, Bounds>>> {
    using parts = select_parts<From, Columns, Where, Grouping, Order, Quantifier, Bounds>;
    using query = select_query<Executor, parts>;
    using M = typename parts::model_type;

    static constexpr bool can_go_on() {
        if constexpr (!query::is_sound()) return false;
        else if constexpr (!__is_same(typename parts::result, model_row<M>) || parts::grouped ||
                           !(__is_same(Quantifier, every_row) || __is_same(Quantifier, distinct_rows) ||
                             is_row_lock<Quantifier>))
            return refuse<after_of_selected_columns<query>>();
        else if constexpr (table_of<M>().key_count == 0) return refuse<after_without_primary_key<M>>();
        else if constexpr (Bounds != bounds::limit) return refuse<after_without_limit<query>>();
        else return term_order<M, Order>::sound();
    }

    static slice<M> after(const query& q, std::string_view token) {
        slice<M> s;
        if constexpr (can_go_on()) {
            if (q.parts_.limit == 0) throw value_out_of_range("after() needs a limit of one row or more");
            dynamic_order<M> order{{}, term_order<M, Order>::list(q.parts_.order)};
            keyset_condition<M> behind(
                {order.list, token.empty() ? optional_values() : read_token(order.list, token)});
            auto where = both<rows_of<Executor, M>>(q.parts_.where, std::move(behind));
            using term = order_term<dynamic_order<M>, false>;
            using shape =
                select_parts<From, Columns, decltype(where), Grouping, ordering<term>, Quantifier, Bounds>;
            // one more, to see whether there are others behind
            const std::int64_t most = q.parts_.limit < std::numeric_limits<std::int64_t>::max()
                                          ? q.parts_.limit + 1
                                          : q.parts_.limit;
            const shape wanted{
                q.parts_.from, q.parts_.columns, std::move(where), q.parts_.grouping, {{{{order}}}}, most, 0};
            s.rows = q.executor_.template select_all<shape>(wanted);
            if (static_cast<std::uint64_t>(s.rows.size()) > static_cast<std::uint64_t>(q.parts_.limit)) {
                s.rows.pop_back();
                s.next =
                    write_token(order.list, row_columns<M, fields_of<M>>::values(order.list, s.rows.back()));
            }
        }
        return s;
    }

    static interlock::page<typename query::row_type> page(const query& q, std::int64_t number,
                                                          std::int64_t size) {
        interlock::page<typename query::row_type> p;
        if constexpr (Bounds != bounds::none) (void)refuse<pages_within_bounds<query>>();
        else if constexpr (__is_same(Order, ordering<>)) (void)refuse<pages_without_order<query>>();
        else {
            if (number < 1 || size < 1)
                throw value_out_of_range("page() counts from 1, and a page has one row or more");
            p.number = number;
            p.size = size;
            p.total = q.count();
            p.pages = p.total == 0 ? 1 : (p.total - 1) / size + 1;
            if (number > p.pages) {
                not_found e("there is no page " + std::to_string(number) + ", but " +
                            std::to_string(p.pages));
                e.at_statement({}, table_of<M>().model, {});
                throw e;
            }
            p.rows = q.limit(size).offset((number - 1) * size).all();
        }
        return p;
    }
};

}  // namespace detail

}  // namespace interlock
