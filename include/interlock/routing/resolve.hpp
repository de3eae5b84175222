// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/routing/refusals.hpp>
#include <interlock/routing/service.hpp>

namespace interlock {

namespace detail {

/// A model that the service does not list, or that no router takes, has no database.
struct no_database {};

template <class Route>
struct routed_to {
    using type = typename Route::database;
};
template <>
struct routed_to<pass_t> {
    using type = no_database;
};

}  // namespace detail

/// The database that answers queries on M. detail::no_database where no router has an opinion.
template <class Service, class M>
using read_database = typename detail::routed_to<typename Service::template read_route<M>>::type;

/// The database that takes the writes of M.
template <class Service, class M>
using write_database = typename detail::routed_to<typename Service::template write_route<M>>::type;

/// True when the rows of both models are written to one database.
template <class Service, class A, class B>
inline constexpr bool same_database = __is_same(write_database<Service, A>, write_database<Service, B>);

namespace detail {

template <class Service, class Db, class M>
constexpr bool table_may_exist() {
    if constexpr (!Service::template lists_database<Db> || !Service::template lists_model<M>) return false;
    else {
        constexpr verdict said = Service::template migrate_verdict<Db, M>();
        if constexpr (said != verdict::pass) return said == verdict::allow;
        else return __is_same(read_database<Service, M>, Db) || __is_same(write_database<Service, M>, Db);
    }
}

template <class Service, class A, class B>
constexpr bool may_exist() {
    if constexpr (database_tag<A>) return table_may_exist<Service, A, B>();
    else return table_may_exist<Service, B, A>();
}

}  // namespace detail

/// True when the table of a model may exist in a database: `may_exist_in<S, Gem, gems>`, in either order of the
/// two. As the routers say, and where none of them has an opinion, in the databases that the model is read from
/// and written to.
template <class Service, class A, class B>
inline constexpr bool may_exist_in = detail::may_exist<Service, A, B>();

/// True when a foreign key or join between A and B can work: both are in one database, and no router denies it.
/// The rule is symmetric: each order of the pair is asked.
template <class Service, class A, class B>
inline constexpr bool
    may_relate = same_database<Service, A, B>&& Service::template relation_verdict<A, B>() !=
                 verdict::deny&& Service::template relation_verdict<B, A>() != verdict::deny;

namespace detail {

/// Whether a model is written in a database, and not copied there alone; else the refusal.
template <class M, class Db, class Service>
constexpr bool require_no_copy() {
    using source = write_database<Service, M>;
    if constexpr (__is_same(Db, read_database<Service, M>) && !__is_same(Db, source))
        return refuse<write_to_a_copy<M, Db, source>>();
    else return true;
}

}  // namespace detail

}  // namespace interlock
