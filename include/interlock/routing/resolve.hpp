// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/nth.hpp>
#include <interlock/routing/refusals.hpp>
#include <interlock/routing/service.hpp>

#include <cstddef>
#include <string_view>

namespace interlock {

namespace detail {

/// A model that the service does not list, or that no router takes, has no database.
struct no_database {};

/// In place of the database of a model that is in several, of which each query says one.
struct several_databases {
    static constexpr std::string_view alias{};
};

/// Where a model is whose route is `several`: wherever its table is allowed.
template <class Service, class M>
struct homes;
template <class... Dbs, class Models, class Routers, class Profile, class M>
struct homes<service<databases<Dbs...>, Models, Routers, Profile>, M> {
    using S = service<databases<Dbs...>, Models, Routers, Profile>;

    static constexpr std::size_t size = sizeof...(Dbs);
    static constexpr bool in[size + 1]{(S::template migrate_verdict<Dbs, M>() == verdict::allow)..., false};
    static constexpr std::size_t count() {
        std::size_t n = 0;
        for (const bool is : in) n += is;
        return n;
    }
    static constexpr std::size_t first() {
        for (std::size_t i = 0; i < size; ++i)
            if (in[i]) return i;
        return 0;
    }
    /// One of them, for what was refused.
    using any = nth<first(), Dbs...>;

    static constexpr auto find() {
        if constexpr (count() == 1) return use_t<any>{};
        else return use_t<several_databases>{};
    }
    using only = typename decltype(find())::database;
};

template <class Service, class M, class Route>
struct routed_to {
    using type = typename Route::database;
};
template <class Service, class M>
struct routed_to<Service, M, pass_t> {
    using type = no_database;
};
template <class Service, class M>
struct routed_to<Service, M, several_t> {
    using type = typename homes<Service, placed_as<M>>::only;
};
template <class Service, class M, class Route>
    requires placed_by_writes<M>
struct routed_to<Service, M, Route>
    : routed_to<Service, placed_as<M>, typename Service::template write_route<M>> {
};

}  // namespace detail

/// The database that answers queries on M. detail::no_database where no router has an opinion, detail::several_databases
/// where the query has to say which.
template <class Service, class M>
using read_database = typename detail::routed_to<Service, M, typename Service::template read_route<M>>::type;

/// The database that takes the writes of M.
template <class Service, class M>
using write_database =
    typename detail::routed_to<Service, M, typename Service::template write_route<M>>::type;

namespace detail {

template <class Service, class M>
inline constexpr bool is_in_several = __is_same(write_database<Service, M>, several_databases);

template <class Service, class A, class B>
constexpr bool are_in_one_database() {
    if constexpr (!is_in_several<Service, A> && !is_in_several<Service, B>)
        return __is_same(write_database<Service, A>, write_database<Service, B>);
    else return false;
}

template <class Service, class Db, class M>
constexpr bool table_may_exist();

template <class Service, class M, class... Dbs>
constexpr bool table_may_exist_in_each(one_of<Dbs...>*) {
    return (table_may_exist<Service, Dbs, M>() && ...);
}

template <class Service, class Db, class M>
constexpr bool table_may_exist() {
    if constexpr (is_one_of<Db>) return table_may_exist_in_each<Service, M>(static_cast<Db*>(nullptr));
    else if constexpr (!Service::template lists_database<Db> || !Service::template lists_model<M>)
        return false;
    else {
        constexpr verdict said = Service::template migrate_verdict<Db, M>();
        if constexpr (said != verdict::deny && placed_by_writes<M> && !is_in_several<Service, M>)
            return __is_same(write_database<Service, M>, listed_as<Db>);
        else if constexpr (said != verdict::pass) return said == verdict::allow;
        else return __is_same(read_database<Service, M>, Db) || __is_same(write_database<Service, M>, Db);
    }
}

template <class Service, class A, class B>
constexpr bool may_exist() {
    if constexpr (database_tag<A>) return table_may_exist<Service, A, B>();
    else return table_may_exist<Service, B, A>();
}

/// Whether there is a database where rows of both models are written.
template <class Service, class A, class B>
constexpr bool meet_in_a_database() {
    if constexpr (is_in_several<Service, A> && is_in_several<Service, B>) {
        for (std::size_t i = 0; i < homes<Service, placed_as<A>>::size; ++i)
            if (homes<Service, placed_as<A>>::in[i] && homes<Service, placed_as<B>>::in[i]) return true;
        return false;
    } else if constexpr (is_in_several<Service, A>)
        return table_may_exist<Service, write_database<Service, B>, A>();
    else if constexpr (is_in_several<Service, B>)
        return table_may_exist<Service, write_database<Service, A>, B>();
    else return __is_same(write_database<Service, A>, write_database<Service, B>);
}

}  // namespace detail

/// True when the rows of both models are written to one database, and to no other.
template <class Service, class A, class B>
inline constexpr bool same_database = detail::are_in_one_database<Service, A, B>();

/// True when the table of a model may exist in a database: `may_exist_in<S, Gem, gems>`, in either order of the
/// two. As the routers say, and where none of them has an opinion, in the databases that the model is read from
/// and written to.
template <class Service, class A, class B>
inline constexpr bool may_exist_in = detail::may_exist<Service, A, B>();

/// True when a foreign key or join between A and B can work: both are in one database, or in one of several, and no router
/// denies it.
/// The rule is symmetric: each order of the pair is asked.
template <class Service, class A, class B>
inline constexpr bool
    may_relate = detail::meet_in_a_database<Service, A, B>() &&
                 Service::template relation_verdict<A, B>() !=
                     verdict::deny&& Service::template relation_verdict<B, A>() != verdict::deny;

namespace detail {

/// Whether a model is written in a database, and not copied there alone; else the refusal.
template <class M, class Db, class Service>
constexpr bool require_no_copy() {
    if constexpr (Service::template has_copies<Db, M>)
        return refuse<write_to_a_copy<M, Db, write_database<Service, M>>>();
    else return true;
}

}  // namespace detail

}  // namespace interlock
