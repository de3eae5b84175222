// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/link.hpp>
#include <interlock/query/join.hpp>
#include <interlock/query/relation.hpp>

#include <utility>

// A many-to-many relation is named by a type: il::link<Playlist, Track>, whose join table is implied, or il::through<...>
// over one that is a model of its own.

namespace interlock {

/// Two members of a join table that is a model of its own: `il::through<&PlaylistTrack::playlist_id,
/// &PlaylistTrack::track_id>`. Both refer to something.
template <auto First, auto Second>
struct through {};

/// The same relation from its other side, where both sides are one model.
template <class Link>
struct reversed {};

template <class Link, class Tables>
struct join_along_no_many_to_many {
    static_assert(
        never<Tables>,
        "interlock: a join along a type that is no many-to-many relation: it takes il::link<A, B> or il::through<&J::a_id, "
        "&J::b_id>; for a table name the condition too, as in .join<Product>(condition)");
};

template <class Link, class Tables>
struct join_along_a_many_to_many_of_other_tables {
    static_assert(
        never<Tables>,
        "interlock: a join along a many-to-many relation of which neither side is in the query, or to a table under a "
        "name that is none of its two: begin with from<M>() of one side");
};

template <class Link, class Tables>
struct with_along_a_many_to_many {
    static_assert(
        never<Tables>,
        "interlock: with() along a type: it adds to each row the one that a member refers to, with<&Review::product_id>(); "
        "what a many-to-many relation leads to are several: take prefetch(), or join() for a row of each pair");
};

template <auto First, auto Second>
struct through_what_is_no_join_table {
    static_assert(
        never<through_what_is_no_join_table>,
        "interlock: il::through of members that make no join table: it takes two members of one model, each with "
        "il::references or il::soft_references");
};

namespace detail {

/// What a type says about a many-to-many relation: the members of the join table that refer to each side. One that is
/// refused has been complained of, and is none.
template <bool Refused>
struct no_many_to_many {
    static constexpr bool exists = false;
    static constexpr bool refused = Refused;
};
template <auto First, auto Second>
struct many_to_many_by {
    static constexpr bool exists = true;
    static constexpr auto first = First;
    static constexpr auto second = Second;
    using model = owner_of<First>;
    using first_model = typename relation<First>::target_model;
    using second_model = typename relation<Second>::target_model;
};

template <class Link>
struct many_to_many : no_many_to_many<false> {};

template <class From, class To, fixed_string Name>
constexpr auto find_linked() {
    using row = link<From, To, Name>;
    if constexpr (require_link<From, To, Name>()) return many_to_many_by<&row::from, &row::to>{};
    else return no_many_to_many<true>{};
}
template <class From, class To, fixed_string Name>
struct many_to_many<link<From, To, Name>> : decltype(find_linked<From, To, Name>()) {};

template <auto First, auto Second>
constexpr auto find_through() {
    if constexpr (!__is_same(owner_of<First>, owner_of<Second>) || !relation<First>::exists ||
                  !relation<Second>::exists || relation<First>::has_several_members ||
                  relation<Second>::has_several_members) {
        (void)refuse<through_what_is_no_join_table<First, Second>>();
        return no_many_to_many<true>{};
    } else return many_to_many_by<First, Second>{};
}
template <auto First, auto Second>
struct many_to_many<through<First, Second>> : decltype(find_through<First, Second>()) {};

template <class Link>
constexpr auto find_reversed() {
    using many = many_to_many<Link>;
    if constexpr (many::exists) return many_to_many_by<many::second, many::first>{};
    else return no_many_to_many<many::refused>{};
}
template <class Link>
struct many_to_many<reversed<Link>> : decltype(find_reversed<Link>()) {};

/// The join table without the side beyond it: it is joined to the rows that its member refers to.
template <auto Member>
struct join_table_alone {
    static constexpr auto referring = Member;
};
template <class Executor, auto Member, join_kind Kind, class From>
constexpr auto join_between(From from) {
    return join<Executor, owner_of<Member>, Kind, false>(
        std::move(from),
        joined_side<owner_of<Member>, Member, true, typename relation<Member>::target_model>::condition());
}

/// The tables with the join table, and the side beyond it.
template <class Executor, auto Near, auto Far, class Entry, join_kind Kind, class From>
constexpr auto join_beyond(From from) {
    auto between = join_between<Executor, Near, Kind>(std::move(from));
    if constexpr (__is_same(decltype(between), From)) return between;  // refused
    else
        return join<Executor, Entry, Kind>(std::move(between),
                                           joined_side<Entry, Far, false, owner_of<Far>>::condition());
}

/// The tables with the other side of a many-to-many relation, and the join table between, which is not shown.
template <class Executor, class Link, class Name, join_kind Kind, class From>
constexpr auto join_many(From from) {
    using rows = typename From::template rows<Executor>;
    using many = many_to_many<Link>;
    if constexpr (requires { Link::referring; })
        return join_between<Executor, Link::referring, Kind>(std::move(from));
    else if constexpr (!many::exists) {
        if constexpr (!many::refused) (void)refuse<join_along_no_many_to_many<Link, rows>>();
        return from;
    } else if constexpr (rows::template has_model<typename many::first_model>() &&
                         __is_same(model_of_entry<named_or<Name, typename many::second_model>>,
                                   typename many::second_model))
        return join_beyond<Executor, many::first, many::second, named_or<Name, typename many::second_model>,
                           Kind>(std::move(from));
    else if constexpr (rows::template has_model<typename many::second_model>() &&
                       __is_same(model_of_entry<named_or<Name, typename many::first_model>>,
                                 typename many::first_model))
        return join_beyond<Executor, many::second, many::first, named_or<Name, typename many::first_model>,
                           Kind>(std::move(from));
    else {
        (void)refuse<join_along_a_many_to_many_of_other_tables<Link, rows>>();
        return from;
    }
}

}  // namespace detail

}  // namespace interlock
