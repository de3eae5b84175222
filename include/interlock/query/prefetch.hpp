// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/refusal.hpp>
#include <interlock/query/followed_from.hpp>
#include <interlock/query/joining.hpp>
#include <interlock/query/load_related.hpp>
#include <interlock/query/loading.hpp>
#include <interlock/query/pack.hpp>
#include <interlock/query/related_query.hpp>
#include <interlock/query/select_parts.hpp>

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

// Related rows that are loaded beside those of a query, by a query of their own for each relation: as many queries as
// there are relations, however many rows there are, and each on the database where its model is read.

namespace interlock {

template <class Row>
struct asked_of_rows_with_their_related_ones {
    static_assert(
        never<Row>,
        "interlock: select(), group_by(), a union or stream() after prefetch(): related rows are loaded beside whole rows, "
        "when all of these are there; leave prefetch() out, or read whole rows with all(), first() or one()");
};

/// A select and what is loaded beside its rows: `db.from<Product>().prefetch<&Review::product_id>().all()` gives tuples of
/// a product and its reviews. Further clauses are those of the select, and tables that it joins come before what is loaded.
template <class Executor, class Parts, class... Branches>
class prefetching : public joining<prefetching<Executor, Parts, Branches...>> {
public:
    using query = detail::loading<Parts, Branches...>;
    /// A tuple: the row, then for each relation a std::vector of the rows that refer to it, or a std::optional of the one
    /// that it refers to, or of the only one that can refer to it.
    using row_type = typename detail::loaded_rows<query>::type;

    constexpr prefetching(Executor executor, query what) : executor_(executor), query_(std::move(what)) {}

    /// What is related to the rows along a relation, which the member names that refers: the rows that refer to each, or
    /// the one to which it refers. Which of the two, the first table of the query says that is a side of it. They are
    /// read where the service reads their model, by one query.
    template <auto Member>
    constexpr auto prefetch() const {
        using from = decltype(detail::followed_from<Member, own_row, of_tenant>());
        if constexpr (__is_same(from, detail::no_relation)) return *this;
        else return loading_also<from>(detail::loading<select_parts<from_table<typename from::model>>>{});
    }
    /// The same with a query that says which of them, in which order, how many for each row, and what is loaded beside
    /// them: `il::from<Review>().where(...).order_by(...).limit(3)`.
    template <auto Member, class Query>
    constexpr auto prefetch(const Query& related) const {
        using from = decltype(detail::followed_from<Member, own_row, of_tenant>());
        if constexpr (__is_same(from, detail::no_relation)) return *this;
        else return loading_also<from>(related.loading_parts());
    }
    /// What a many-to-many relation leads to, il::link or il::through: of each row a std::vector of those that it is linked
    /// to. One query reads them, with the join table; one that joins that by its member gives its rows too.
    template <class Link>
    constexpr auto prefetch() const {
        using from = decltype(detail::followed_beyond_from<Link, own_row>());
        if constexpr (__is_same(from, detail::no_relation)) return *this;
        else return loading_also<from>(detail::loading<select_parts<from_table<typename from::model>>>{});
    }
    template <class Link, class Query>
    constexpr auto prefetch(const Query& related) const {
        using from = decltype(detail::followed_beyond_from<Link, own_row>());
        if constexpr (__is_same(from, detail::no_relation)) return *this;
        else return loading_also<from>(related.loading_parts());
    }

    /// All rows: a std::vector.
    auto all() const { return load(rows().all()); }
    /// The first row, if there is one: a std::optional.
    auto first() const {
        auto row = rows().first();
        std::optional<row_type> loaded;
        if (row.has_value()) loaded.emplace(load_one(std::move(*row)));
        return loaded;
    }
    /// The only row. Throws not_found where there is none and multiple_rows where there are more.
    auto one() const { return load_one(rows().one()); }

    /// The number of rows, and whether there is one: what belongs to them is not loaded.
    auto count() const { return rows().count(); }
    auto exists() const { return rows().exists(); }

    template <class Condition>
    constexpr auto where(Condition condition) const {
        return beside(rows().where(std::move(condition)));
    }
    template <class Condition>
    constexpr auto where_if(bool wanted, Condition condition) const {
        return beside(rows().where_if(wanted, std::move(condition)));
    }
    template <class... Terms>
    constexpr auto order_by(Terms... terms) const {
        return beside(rows().order_by(std::move(terms)...));
    }
    constexpr auto limit(std::int64_t n) const { return beside(rows().limit(n)); }
    constexpr auto offset(std::int64_t n) const { return beside(rows().offset(n)); }
    constexpr auto distinct() const { return beside(rows().distinct()); }
    template <class... Of>
    constexpr auto for_update() const {
        return beside(rows().template for_update<Of...>());
    }
    template <class... Of>
    constexpr auto for_no_key_update() const {
        return beside(rows().template for_no_key_update<Of...>());
    }
    template <class... Of>
    constexpr auto for_share() const {
        return beside(rows().template for_share<Of...>());
    }
    template <class... Of>
    constexpr auto for_key_share() const {
        return beside(rows().template for_key_share<Of...>());
    }
    constexpr auto nowait() const { return beside(rows().nowait()); }
    constexpr auto skip_locked() const { return beside(rows().skip_locked()); }

    /// For logs: what all() runs for the rows themselves, and its values.
    auto sql() const { return rows().sql(); }
    auto args() const { return rows().args(); }

    template <class... Expressions>
    constexpr auto select(const Expressions&...) const {
        return refused();
    }
    template <class... Keys>
    constexpr auto group_by(const Keys&...) const {
        return refused();
    }
    template <class Query>
    constexpr auto union_all(const Query&) const {
        return refused();
    }
    template <class Query>
    constexpr auto union_distinct(const Query&) const {
        return refused();
    }

    std::vector<row_type> stream() const {
        (void)refused();
        return {};
    }

    constexpr const query& loading_parts() const { return query_; }

private:
    using own_row = typename Parts::result::type;
    static constexpr bool of_tenant = requires { requires Executor::gives_tenant_key; };

    template <class From, class Related>
    constexpr auto loading_also(const Related& related) const {
        using model = typename From::model;
        using parts = typename Related::parts_type;
        if constexpr (!__is_same(typename parts::model_type, model) ||
                      !detail::loads_whole_rows(static_cast<const Related*>(nullptr))) {
            (void)detail::refuse<prefetch_of_another_model<Related, model>>();
            return *this;
        } else if constexpr (detail::hides_join_table<From, parts>()) {
            (void)
                detail::refuse<prefetch_that_joins_its_own_relation<detail::owner_of<From::there>, parts>>();
            return *this;
        } else if constexpr (parts::bounded != bounds::none &&
                             !detail::is_counted_along<From>(static_cast<const parts*>(nullptr))) {
            (void)detail::refuse<limit_for_each_row_of_more_than_a_table<model>>();
            return *this;
        } else {
            using branch = detail::branch<From, Related>;
            return prefetching<Executor, Parts, Branches..., branch>(
                executor_, {query_.parts, detail::joined(query_.branches, branch{related}), query_.origin});
        }
    }
    constexpr auto rows() const { return select_query<Executor, Parts>(executor_, query_.parts); }
    /// The same beside the rows of another query.
    template <class Query>
    constexpr auto beside(const Query& rows) const {
        return prefetching<Executor, typename Query::shape, Branches...>(
            executor_, {rows.sound_parts(), query_.branches, query_.origin});
    }
    constexpr prefetching refused() const {
        (void)detail::refuse<asked_of_rows_with_their_related_ones<row_type>>();
        return *this;
    }
    template <join_kind Kind, class Entry, class Condition>
    constexpr auto joined(Condition condition) const {
        return beside(rows().template joined<Kind, Entry>(std::move(condition)));
    }
    template <join_kind Kind, auto Named, class Name>
    constexpr auto joined_along() const {
        return beside(rows().template joined_along<Kind, Named, Name>());
    }
    template <join_kind Kind, class Link, class Name>
    constexpr auto joined_beyond() const {
        return beside(rows().template joined_beyond<Kind, Link, Name>());
    }
    template <auto Named, class Name>
    constexpr auto joined_with() const {
        return beside(rows().template joined_with<Named, Name>());
    }
    template <class Rows>
    std::vector<row_type> load(Rows&& rows) const {
        return detail::load_beside(executor_, query_, std::forward<Rows>(rows));
    }
    template <class Row>
    row_type load_one(Row&& row) const {
        std::vector<detail::plain_t<Row>> rows;
        rows.push_back(std::forward<Row>(row));
        return std::move(load(std::move(rows)).front());
    }

    [[no_unique_address]] Executor executor_;
    query query_;

    friend class joining<prefetching>;
};

}  // namespace interlock
