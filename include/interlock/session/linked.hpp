// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/unique_columns.hpp>
#include <interlock/query/in_list.hpp>
#include <interlock/query/load_related.hpp>
#include <interlock/query/many_to_many.hpp>
#include <interlock/session/referring.hpp>
#include <interlock/session/within_transaction.hpp>

#include <cstdint>
#include <vector>

namespace interlock {

template <class Link, class Model>
struct linked_along_no_relation_of_the_row {
    static_assert(
        never<Link>,
        "interlock: il::linked() along a type that is no many-to-many relation of the row's model: it takes il::link<A, B> "
        "or il::through<&J::a_id, &J::b_id> and a row of A or of B");
};

template <class Link, class Model>
struct linked_by_pairs_that_may_repeat {
    static_assert(
        never<Link>,
        "interlock: il::linked() over a join table that may hold a pair twice, so that adding a link again would add a "
        "second one: make the two members its primary key, or il::unique_together; or insert its rows by yourself");
};

namespace detail {

/// Waits for others that change the links of a row, and lets them wait: where a statement does not do that by itself, and
/// the row is in the same database.
template <auto Target, class Service, class Db, class How, class Key>
void lock_row(open_transaction<Service, Db, How>& tx, const Key& key) {
    using row = owner_of<Target>;
    if constexpr (speaks_postgres<typename Db::backend> && !How::reads &&
                  Service::template lists_model<row> && may_exist_in<Service, Db, row>)
        (void)tx.template from<row>()
            .where(col<Target> == key)
            .select(col<Target>)
            .for_no_key_update()
            .first();
}

/// What comes of a relation that is refused, so that no second error follows.
template <class Owner, class M>
struct refused_links {
    Owner& owner;

    template <class Row>
    bool add(const Row&) {
        return false;
    }
    template <class Rows>
    std::int64_t add_many(const Rows&) {
        return 0;
    }
    template <class Row>
    bool remove(const Row&) {
        return false;
    }
    template <class Rows>
    std::int64_t remove_many(const Rows&) {
        return 0;
    }
    std::int64_t clear() { return 0; }
    template <class Rows>
    void replace(const Rows&) {}
    template <class Row>
    bool contains(const Row&) {
        return false;
    }
    std::int64_t count() { return 0; }
    auto from() { return owner.template from<M>(); }
};

}  // namespace detail

/// The rows that one row is linked to: what il::linked() gives. It holds the row's key, and refers to the session or
/// transaction.
template <class Owner, auto Near, auto Far>
class linked_rows {
    using link = detail::owner_of<Near>;
    using near = detail::relation<Near>;
    using far = detail::relation<Far>;
    using near_key = detail::without_null<detail::value_of<Near>>;
    using far_key = detail::without_null<detail::value_of<Far>>;

public:
    using model_type = typename far::target_model;

    linked_rows(Owner& owner, const typename near::target_model& row)
        : owner_(owner), key_(detail::referring<Near>(row)) {}

    /// Links a row, unless it is linked already; whether it was not. Throws constraint_violation where anything else is in
    /// the way.
    bool add(const model_type& row) { return add_to(owner_, link_to(detail::referring<Far>(row))); }
    /// Links all rows of a range or none of them; the number of those that were not linked before.
    template <class Rows>
    std::int64_t add_many(const Rows& rows) {
        const std::vector<far_key> keys = keys_of(rows);
        std::int64_t added = 0;
        detail::within_transaction<link>(owner_, [&](auto& tx) {
            detail::lock_row<near::target>(tx, key_);
            added = add_missing(tx, keys);
        });
        return added;
    }
    /// Takes the link to a row away; whether there was one. The row itself stays.
    bool remove(const model_type& row) {
        return owner_.template remove<link>()
                   .where(col<Near> == key_ && col<Far> == detail::referring<Far>(row))
                   .run() != 0;
    }
    /// The same for all rows of a range; the number of links.
    template <class Rows>
    std::int64_t remove_many(const Rows& rows) {
        return owner_.template remove<link>().where(col<Near> == key_ && col<Far>.in(keys_of(rows))).run();
    }
    /// Takes all links away, and gives their number.
    std::int64_t clear() { return owner_.template remove<link>().where(col<Near> == key_).run(); }
    /// Links the rows of a range and no others: of what is linked already, nothing is touched. Of several at a time one
    /// comes after the other, where the row is in the database of its links.
    template <class Rows>
    void replace(const Rows& rows) {
        const std::vector<far_key> keys = keys_of(rows);
        detail::within_transaction<link>(owner_, [&](auto& tx) {
            detail::lock_row<near::target>(tx, key_);
            (void)tx.template remove<link>().where(col<Near> == key_ && !col<Far>.in(keys)).run();
            (void)add_missing(tx, keys);
        });
    }

    /// Whether a row is linked.
    bool contains(const model_type& row) {
        return owner_.template from<link>()
            .where(col<Near> == key_ && col<Far> == detail::referring<Far>(row))
            .exists();
    }
    /// The number of linked rows.
    std::int64_t count() {
        const auto mine = owner_.template from<link>().where(col<Near> == key_);
        if constexpr (detail::is_nullable<detail::value_of<Far>>)
            return mine.where(col<Far>.is_not_null()).count();
        else return mine.count();
    }
    /// The linked rows, as a query that goes on, and may name the columns of the join table:
    /// `tracks.from().order_by(il::asc<&Performance::place>).all()`.
    auto from() {
        const auto rows = owner_.template from<model_type>();
        const auto linked = rows.template join<detail::join_table_alone<Far>>();
        if constexpr (__is_same(decltype(linked), decltype(rows))) return linked;  // refused
        else return linked.where(col<Near> == key_);
    }

private:
    template <class Rows>
    static std::vector<far_key> keys_of(const Rows& rows) {
        std::vector<far_key> keys;
        for (const model_type& row : rows) keys.push_back(detail::referring<Far>(row));
        return keys;
    }
    link link_to(const far_key& key) const {
        link row{};
        row.*Near = key_;
        row.*Far = key;
        return row;
    }
    template <class To>
    static bool add_to(To& to, const link& row) {
        return to.insert_or_ignore(row, by<Near, Far>) != 0;
    }
    /// One query finds those that are missing, and they are inserted together; one by one where another connection adds
    /// one of them at the same time.
    template <class Tx>
    std::int64_t add_missing(Tx& tx, const std::vector<far_key>& keys) {
        const auto there = tx.template from<link>()
                               .where(col<Near> == key_ && col<Far>.in(keys))
                               .select(col<Far>)
                               .template as<detail::value_of<Far>>()
                               .all();
        detail::key_index<far_key> present, wanted;
        for (const auto& key : there) present.add(detail::found_in(key), 0);
        for (const far_key& key : keys) wanted.add(&key, 0);
        (void)present.keys();
        std::vector<link> missing;
        for (const far_key& key : wanted.keys())
            if (const auto [first, last] = present.find(key); first == last) missing.push_back(link_to(key));
        if (missing.size() > 1) try {
                return tx.transaction([&](auto& part) { return part.insert_many(missing); });
            } catch (const unique_violation&) {  // of the pair, or of something else: add_to() tells
            }
        std::int64_t added = 0;
        for (const link& row : missing) added += add_to(tx, row);
        return added;
    }

    Owner& owner_;
    near_key key_;
};

/// The rows that one is linked to, many to many, to be added, removed, replaced and read:
/// `il::linked<il::link<Playlist, Track>>(db, playlist).add(track)`, or from the other side, `(db, track)`. By a session or
/// a transaction; where both sides are one model, the row is the first, and with il::reversed<L> the second.
template <class Link, class Owner, class M>
auto linked(Owner& owner, const M& row) {
    using many = detail::many_to_many<Link>;
    if constexpr (!many::exists) {
        if constexpr (!many::refused) (void)detail::refuse<linked_along_no_relation_of_the_row<Link, M>>();
        return detail::refused_links<Owner, M>{owner};
    } else if constexpr (!detail::are_unique(table_of<typename many::model>(),
                                             detail::member_names<many::first, many::second>::list)) {
        (void)detail::refuse<linked_by_pairs_that_may_repeat<Link, typename many::model>>();
        return detail::refused_links<Owner, M>{owner};
    } else if constexpr (__is_same(M, typename many::first_model))
        return linked_rows<Owner, many::first, many::second>(owner, row);
    else if constexpr (__is_same(M, typename many::second_model))
        return linked_rows<Owner, many::second, many::first>(owner, row);
    else {
        (void)detail::refuse<linked_along_no_relation_of_the_row<Link, M>>();
        return detail::refused_links<Owner, M>{owner};
    }
}

}  // namespace interlock
