// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/routing/database.hpp>
#include <interlock/routing/profile.hpp>
#include <interlock/routing/router.hpp>
#include <interlock/routing/service_tables.hpp>

namespace interlock {

/// In the order in which they are asked.
template <class... Routers>
struct routers {};

/// A program's databases, models and routers, and what it is built for. The checks run where it is used: il::session<S>,
/// il::verify<S>().
template <class Databases, class Models, class Routers, class Profile = profile::production>
struct service;

template <class... Dbs, class... Models, class... Routers, class Profile>
struct service<databases<Dbs...>, models<Models...>, routers<Routers...>, Profile> {
private:
    template <class Db>
    static constexpr bool may_be_written(Db*) {
        constexpr verdict answers[]{detail::ask_to_write<Routers, detail::listed_as<Db>, Profile>()...,
                                    verdict::pass};
        return detail::first_verdict(answers, sizeof...(Routers)) != verdict::deny && !requires {
            requires Db::is_read_only;
        };
    }
    template <class... Some>
    static constexpr bool may_be_written(one_of<Some...>*) {
        return (may_write<Some> || ...);
    }

public:
    using profile_type = Profile;

    /// How the databases behind a tag are arranged: the first opinion of a router, or pass_t for a single one.
    template <class Db>
    using arrangement =
        typename decltype((detail::opinion<pass_t>{} || ... ||
                           detail::opinion<decltype(detail::ask_arrangement<Routers, Db>())>{}))::type;

    /// Whether it is one of them, or a part that one of them has.
    template <class Db>
    static constexpr bool lists_database =
        (__is_same(detail::listed_as<Db>, Dbs) || ...) && detail::is_part_of_a_service<Db, service>;
    template <class M>
    static constexpr bool lists_model = (__is_same(detail::placed_as<M>, Models) || ...);

    /// The first opinion on M, or pass_t.
    template <class M>
    using read_route = typename decltype((
        detail::opinion<pass_t>{} || ... ||
        detail::opinion<decltype(detail::ask_read<Routers, detail::placed_as<M>>())>{}))::type;
    template <class M>
    using write_route = typename decltype((
        detail::opinion<pass_t>{} || ... ||
        detail::opinion<decltype(detail::ask_write<Routers, detail::placed_as<M>>())>{}))::type;

    template <class A, class B>
    static constexpr verdict relation_verdict() {
        constexpr verdict answers[]{
            detail::ask_relation<Routers, detail::placed_as<A>, detail::placed_as<B>>()..., verdict::pass};
        return detail::first_verdict(answers, sizeof...(Routers));
    }
    template <class Db, class M>
    static constexpr verdict migrate_verdict() {
        constexpr verdict answers[]{
            detail::ask_migrate<Routers, detail::listed_as<Db>, detail::placed_as<M>>()..., verdict::pass};
        return detail::first_verdict(answers, sizeof...(Routers));
    }

    /// Whether anything may be written to a database: unless a router denies it, or the tag does. Of one that is chosen at run
    /// time, whether that may be one of those.
    template <class Db>
    static constexpr bool may_write = may_be_written(static_cast<Db*>(nullptr));

    /// Whether no other than test databases may be opened, as the profile says.
    static constexpr bool only_test_databases = requires { requires Profile::only_test_databases; };

    /// Whether a database has a model's rows as copies: so says the router that they are read by.
    template <class Db, class M>
    static constexpr bool has_copies = [] {
        constexpr bool passes[]{
            __is_same(decltype(detail::ask_read<Routers, detail::placed_as<M>>()), pass_t)..., false};
        constexpr bool said[]{detail::ask_whether_copied<Routers, Db, detail::placed_as<M>>()..., false};
        unsigned long first = 0;
        while (passes[first]) ++first;
        return said[first];
    }();
};

namespace detail {

template <class Service>
struct tables_in;
template <class Databases, class... Models, class Routers, class Profile>
struct tables_in<service<Databases, models<Models...>, Routers, Profile>> {
    using type = tables_of<Models...>;
};
/// The tables of a service, as il::models<...>.
template <class Service>
using tables_of_service = typename tables_in<Service>::type;

}  // namespace detail

}  // namespace interlock
