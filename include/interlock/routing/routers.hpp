// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/fixed_string.hpp>
#include <interlock/model/table.hpp>
#include <interlock/routing/router.hpp>

namespace interlock {

namespace detail {

/// The four answers of a ready-made router, derived from one: where a model lives. `Home::home<M>()` gives
/// use<Db>, or pass where the router has no opinion.
template <class Home>
struct routed_by_home {
    template <class M>
    static constexpr auto db_for_read() {
        return Home::template home<M>();
    }
    template <class M>
    static constexpr auto db_for_write() {
        return Home::template home<M>();
    }
    template <class A, class B>
    static constexpr verdict allow_relation() {
        using a = decltype(Home::template home<A>());
        using b = decltype(Home::template home<B>());
        if constexpr (__is_same(a, pass_t) || __is_same(b, pass_t)) return verdict::pass;
        else return __is_same(a, b) ? verdict::allow : verdict::deny;
    }
    template <class Db, class M>
    static constexpr verdict allow_migrate() {
        using home = decltype(Home::template home<M>());
        if constexpr (__is_same(home, pass_t)) return verdict::pass;
        else return __is_same(home, use_t<Db>) ? verdict::allow : verdict::deny;
    }
};

}  // namespace detail

/// One model to one database.
template <class Model, class Db>
struct route_model : detail::routed_by_home<route_model<Model, Db>> {
    using database = Db;

    template <class M>
    static constexpr auto home() {
        if constexpr (__is_same(M, Model)) return use<Db>;
        else return pass;
    }
};

/// Every model of an application to one database.
template <fixed_string App, class Db>
struct route_app : detail::routed_by_home<route_app<App, Db>> {
    static constexpr auto app = App;
    using database = Db;

    template <class M>
    static constexpr auto home() {
        if constexpr (detail::app_label_of<M>() == App.view()) return use<Db>;
        else return pass;
    }
};

/// Each model to the database that it declares: `using database = gems;` in model<M>.
struct by_declaration : detail::routed_by_home<by_declaration> {
    template <class M>
    static constexpr auto home() {
        if constexpr (requires { typename model<M>::database; }) return use<typename model<M>::database>;
        else return pass;
    }
};

/// Nothing is written to a database by programs of this service; reads of it are routed by others.
///
///     il::routers<il::read_only<web>, il::route_app<"accounts", web>, il::route_rest<main_db>>
template <class Db>
struct read_only {
    template <class D, class Profile>
    static constexpr verdict allow_write() {
        return __is_same(D, Db) ? verdict::deny : verdict::pass;
    }
};

/// The same, but in programs of these profiles: `il::read_only_except<web, il::profile::testing>`.
template <class Db, class... Profiles>
struct read_only_except {
    template <class D, class Profile>
    static constexpr verdict allow_write() {
        return __is_same(D, Db) && !(__is_same(Profile, Profiles) || ...) ? verdict::deny : verdict::pass;
    }
};

/// Every model that no router before it took. Stands last.
template <class Db>
struct route_rest : detail::routed_by_home<route_rest<Db>> {
    using database = Db;

    template <class M>
    static constexpr auto home() {
        return use<Db>;
    }
};

}  // namespace interlock
