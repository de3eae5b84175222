// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/unique_columns.hpp>
#include <interlock/query/in_list.hpp>
#include <interlock/query/load_related.hpp>
#include <interlock/query/many_to_many.hpp>
#include <interlock/session/session.hpp>
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

/// The rows that one row is linked to: what il::linked() gives. It holds the row's key, and refers to the session or
/// transaction.
template <class Owner, auto Near, auto Far>
class linked_rows {
    using link = detail::owner_of<Near>;
    using near = detail::relation<Near>;
    using far = detail::relation<Far>;

public:
    using model_type = typename far::target_model;
    using key_type = detail::value_of<far::target>;

    linked_rows(Owner& owner, const typename near::target_model& row)
        : owner_(owner), key_(row.*near::target) {}

    /// Links a row, unless it is linked already; whether it was not.
    bool add(const model_type& row) { return add_to(owner_, row.*far::target); }
    /// Links all rows of a range or none of them; the number of those that were not linked before.
    template <class Rows>
    std::int64_t add_many(const Rows& rows) {
        const std::vector<key_type> keys = keys_of(rows);
        std::int64_t added = 0;
        detail::within_transaction<link>(owner_, [&](auto& tx) { added = add_missing(tx, keys); });
        return added;
    }
    /// Takes the link to a row away; whether there was one. The row itself stays.
    bool remove(const model_type& row) {
        return owner_.template remove<link>()
                   .where(col<Near> == key_ && col<Far> == row.*far::target)
                   .run() != 0;
    }
    /// The same for all rows of a range; the number of links.
    template <class Rows>
    std::int64_t remove_many(const Rows& rows) {
        return owner_.template remove<link>().where(col<Near> == key_ && col<Far>.in(keys_of(rows))).run();
    }
    /// Takes all links away, and gives their number.
    std::int64_t clear() { return owner_.template remove<link>().where(col<Near> == key_).run(); }
    /// Links the rows of a range and no others: of what is linked already, nothing is touched.
    template <class Rows>
    void replace(const Rows& rows) {
        const std::vector<key_type> keys = keys_of(rows);
        detail::within_transaction<link>(owner_, [&](auto& tx) {
            (void)tx.template remove<link>().where(col<Near> == key_ && !col<Far>.in(keys)).run();
            (void)add_missing(tx, keys);
        });
    }

    /// Whether a row is linked.
    bool contains(const model_type& row) {
        return owner_.template from<link>().where(col<Near> == key_ && col<Far> == row.*far::target).exists();
    }
    /// The number of linked rows.
    std::int64_t count() { return owner_.template from<link>().where(col<Near> == key_).count(); }
    /// The linked rows, as a query that goes on: `tracks.from().order_by(il::asc<&Track::name>).all()`.
    auto from() {
        return owner_.template from<model_type>().where(
            col<far::target>.in(interlock::from<link>().where(col<Near> == key_).select(col<Far>)));
    }

private:
    template <class Rows>
    static std::vector<key_type> keys_of(const Rows& rows) {
        std::vector<key_type> keys;
        for (const model_type& row : rows) keys.push_back(row.*far::target);
        return keys;
    }
    template <class To>
    bool add_to(To& to, const key_type& key) {
        link added{};
        added.*Near = key_;
        added.*Far = key;
        return to.insert_or_ignore(added) != 0;
    }
    /// One query finds those that are missing, and each of them takes one.
    template <class To>
    std::int64_t add_missing(To& to, const std::vector<key_type>& keys) {
        const auto there =
            to.template from<link>().where(col<Near> == key_ && col<Far>.in(keys)).select(col<Far>).all();
        detail::key_index<key_type> present;
        for (std::size_t i = 0; i < there.size(); ++i)
            present.add(detail::found_in(std::get<0>(there[i])), i);
        (void)present.keys();
        std::int64_t added = 0;
        for (const key_type& key : keys) {
            const auto [first, last] = present.find(key);
            if (first == last) added += add_to(to, key);
        }
        return added;
    }

    Owner& owner_;
    detail::value_of<near::target> key_;
};

/// The rows that one is linked to, many to many, to be added, removed, replaced and read:
/// `il::linked<il::link<Playlist, Track>>(db, playlist).add(track)`, or from the other side, `(db, track)`. By a session or
/// a transaction; where both sides are one model, the row is the first, and with il::reversed<L> the second.
template <class Link, class Owner, class M>
auto linked(Owner& owner, const M& row) {
    using many = detail::many_to_many<Link>;
    if constexpr (!many::exists) {
        if constexpr (!many::refused) (void)detail::refuse<linked_along_no_relation_of_the_row<Link, M>>();
    } else if constexpr (!detail::are_unique(table_of<typename many::model>(),
                                             detail::member_names<many::first, many::second>::list))
        (void)detail::refuse<linked_by_pairs_that_may_repeat<Link, typename many::model>>();
    else if constexpr (__is_same(M, typename many::first_model))
        return linked_rows<Owner, many::first, many::second>(owner, row);
    else if constexpr (__is_same(M, typename many::second_model))
        return linked_rows<Owner, many::second, many::first>(owner, row);
    else (void)detail::refuse<linked_along_no_relation_of_the_row<Link, M>>();
}

}  // namespace interlock
