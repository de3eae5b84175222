// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/query/join.hpp>
#include <interlock/query/many_to_many.hpp>

namespace interlock {

/// The ways in which a select takes in further tables of its database. A table is its model, `join<Product>`, or a model
/// under a name, `join<il::as<"author", User>>`. Whole rows are tuples of models, of std::optional where an outer join may
/// find none.
template <class Query>
class joining {
public:
    /// Each row beside each row of another table for which the condition is true:
    /// `db.from<Review>().join<Product>(il::col<&Review::product_id> == il::col<&Product::id>)`.
    template <class Entry, class Condition>
    constexpr auto join(Condition condition) const {
        return with_rows_of<join_kind::inner, Entry>(static_cast<Condition&&>(condition));
    }
    /// The same, and rows beside which there is none.
    template <class Entry, class Condition>
    constexpr auto left_join(Condition condition) const {
        return with_rows_of<join_kind::left, Entry>(static_cast<Condition&&>(condition));
    }
    /// The same as join(), and rows of the other table beside which there is none. SQLite 3.39.
    template <class Entry, class Condition>
    constexpr auto right_join(Condition condition) const {
        return with_rows_of<join_kind::right, Entry>(static_cast<Condition&&>(condition));
    }
    /// The rows of both, also those beside which there is none. SQLite 3.39.
    template <class Entry, class Condition>
    constexpr auto full_join(Condition condition) const {
        return with_rows_of<join_kind::full, Entry>(static_cast<Condition&&>(condition));
    }

    /// Along a relation, which the member names that refers: `db.from<Review>().join<&Review::product_id>()`, or from its
    /// other side, `db.from<Product>().join<&Review::product_id>()`. The table that comes in may have a name of its own,
    /// `join<&Employee::manager_id, il::as<"manager", Employee>>()`, and a relation may begin at such a table,
    /// `join<manager::to<&Employee::department_id>>()`.
    template <auto Member, class Name = void>
    constexpr auto join() const {
        return along<join_kind::inner, Member, Name>();
    }
    template <auto Member, class Name = void>
    constexpr auto left_join() const {
        return along<join_kind::left, Member, Name>();
    }
    template <auto Member, class Name = void>
    constexpr auto right_join() const {
        return along<join_kind::right, Member, Name>();
    }
    template <auto Member, class Name = void>
    constexpr auto full_join() const {
        return along<join_kind::full, Member, Name>();
    }
    /// Along a many-to-many relation, il::link or il::through: `db.from<Playlist>().join<il::link<Playlist, Track>>()` gives
    /// tuples of a playlist and a track. The join table between them stands in the query, but not in its whole rows.
    template <class Link, class Name = void>
    constexpr auto join() const {
        return beyond<join_kind::inner, Link, Name>();
    }
    template <class Link, class Name = void>
    constexpr auto left_join() const {
        return beyond<join_kind::left, Link, Name>();
    }
    template <class Link, class Name = void>
    constexpr auto right_join() const {
        return beyond<join_kind::right, Link, Name>();
    }
    template <class Link, class Name = void>
    constexpr auto full_join() const {
        return beyond<join_kind::full, Link, Name>();
    }
    /// Each row with the one that it refers to, in one query: as many rows as without. Where the member may be NULL, or
    /// there is no constraint (il::soft_references), that is a std::optional. Of a relation whose member is unique, also
    /// each row with the one that refers to it, a std::optional.
    template <auto Member, class Name = void>
    constexpr auto with() const {
        return Query(self()).template joined_with<Member, Name>();
    }

    template <class Link, class Name = void>
    constexpr auto with() const {
        (void)detail::refuse<with_along_a_many_to_many<Link, Query>>();
        return self();
    }

    /// Each row with what is related to it along a relation, loaded by a query of its own, from another database too:
    /// `db.from<Product>().prefetch<&Review::product_id>().all()` gives tuples of a product and its reviews, and
    /// `db.from<Review>().prefetch<&Review::product_id>().all()` of a review and its product, a std::optional.
    template <auto Member>
    constexpr auto prefetch() const {
        return self().beside_rows().template prefetch<Member>();
    }
    /// The same with a query that says which rows, in which order, how many for each, and what is loaded beside them:
    /// `prefetch<&Review::product_id>(il::from<Review>().order_by(il::desc<&Review::id>).limit(3))`.
    template <auto Member, class Related>
    constexpr auto prefetch(const Related& related) const {
        return self().beside_rows().template prefetch<Member>(related);
    }

    /// The same along a many-to-many relation: `prefetch<il::link<Playlist, Track>>()` gives tuples of a playlist and a
    /// std::vector of its tracks. A query that joins the join table by its member orders by its columns, and gives its rows.
    template <class Link>
    constexpr auto prefetch() const {
        return self().beside_rows().template prefetch<Link>();
    }
    template <class Link, class Related>
    constexpr auto prefetch(const Related& related) const {
        return self().beside_rows().template prefetch<Link>(related);
    }

private:
    constexpr const Query& self() const { return static_cast<const Query&>(*this); }
    template <join_kind Kind, class Entry, class Condition>
    constexpr auto with_rows_of(Condition&& condition) const {
        return Query(self()).template joined<Kind, Entry>(static_cast<Condition&&>(condition));
    }
    template <join_kind Kind, auto Member, class Name>
    constexpr auto along() const {
        return Query(self()).template joined_along<Kind, Member, Name>();
    }
    template <join_kind Kind, class Link, class Name>
    constexpr auto beyond() const {
        return Query(self()).template joined_beyond<Kind, Link, Name>();
    }
};

}  // namespace interlock
