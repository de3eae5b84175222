// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/fixed_string.hpp>
#include <interlock/routing/router.hpp>
#include <interlock/routing/service.hpp>

// Where many services are made of the same databases: lists of il::service that follow from others. A database that brings
// its router has a member `template <il::fixed_string Service> using router = il::per_app<...>;`.

namespace interlock {

/// Of databases_for: these are there in programs of one profile only.
template <class Profile, class... Dbs>
struct only_in;

namespace detail {

template <class Profile, class Entry>
struct entry_for {
    using type = databases<Entry>;
};
template <class Profile, class... Dbs>
struct entry_for<Profile, only_in<Profile, Dbs...>> {
    using type = databases<Dbs...>;
};
template <class Profile, class Other, class... Dbs>
struct entry_for<Profile, only_in<Other, Dbs...>> {
    using type = databases<>;
};

template <class... A, class... B>
constexpr databases<A..., B...> operator+(databases<A...>, databases<B...>) {
    return {};
}
template <class... A, class... B>
constexpr models<A..., B...> operator+(models<A...>, models<B...>) {
    return {};
}

template <class Profile, class... Entries>
using entries_for = decltype((databases<>{} + ... + typename entry_for<Profile, Entries>::type{}));

template <fixed_string Name, class Databases, class... First>
struct brought_routers;
template <fixed_string Name, class... Dbs, class... First>
struct brought_routers<Name, databases<Dbs...>, First...> {
    using type = routers<First..., typename Dbs::template router<Name>...>;
};

template <class Models, class Routers>
struct models_with_a_route;
template <class... Models, class... Routers>
struct models_with_a_route<models<Models...>, routers<Routers...>> {
    template <class M>
    static constexpr bool has_route = !(__is_same(decltype(ask_write<Routers, M>()), pass_t) && ...) ||
                                      !(__is_same(decltype(ask_read<Routers, M>()), pass_t) && ...);
    template <class M>
    static constexpr auto one() {
        if constexpr (has_route<M>) return models<M>{};
        else return models<>{};
    }
    using type = decltype((models<>{} + ... + one<Models>()));
};

}  // namespace detail

/// The databases of a list that programs of a profile have: `il::databases_for<Profile, maven, pypi,
/// il::only_in<il::profile::development, pants_demos>>`, an il::databases. Of one that is left out nothing is in the program.
template <class Profile, class... Entries>
using databases_for = detail::entries_for<Profile, Entries...>;

/// The routers that the databases of a list bring, for a service of this name; first those that stand before them, such as
/// il::in_every. An il::routers.
template <fixed_string Name, class Databases, class... First>
using routers_of = typename detail::brought_routers<Name, Databases, First...>::type;

/// The models of an il::models that one of the routers takes: for a service that has a part of what a project has. What
/// nobody takes in any of its services nobody is told of, so list all models in one service at least.
template <class Models, class Routers>
using routed_models = typename detail::models_with_a_route<Models, Routers>::type;

}  // namespace interlock
