// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <interlock/model/fixed_string.hpp>
#include <interlock/model/table.hpp>
#include <interlock/routing/database.hpp>
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

/// The answers of a database that is all there is to say: every model lives there.
template <class Db>
struct lives_in : routed_by_home<lives_in<Db>> {
    template <class M>
    static constexpr auto home() {
        return use<Db>;
    }
};

/// Where a router sends the models that it takes: a database, or a place such as il::tenanted<polls>, which is a router
/// itself, one that takes every model.
template <class Place>
struct answers {
    using type = Place;
};
template <database_tag Db>
struct answers<Db> {
    using type = lives_in<Db>;
};
template <class Place>
using answers_of = typename answers<Place>::type;

/// The databases that a router names, or a place: itself one, by its `database`, or several, by its `named`.
template <class Router>
constexpr auto named_databases() {
    if constexpr (database_tag<Router>) return databases<Router>{};
    else if constexpr (requires { typename Router::named; }) return typename Router::named{};
    else if constexpr (requires { typename Router::database; })
        return named_databases<typename Router::database>();
    else return databases<>{};
}
template <class Db, class... Dbs>
constexpr bool is_among(databases<Dbs...>) {
    return (__is_same(Db, Dbs) || ...);
}
template <class Db, class Router>
inline constexpr bool names = is_among<Db>(named_databases<Router>());

/// The answers of a place for the models that `Router::takes<M>()`.
template <class Router, class Place>
struct routed_to_place {
    using place = answers_of<Place>;

    template <class M>
    static constexpr auto db_for_read() {
        if constexpr (Router::template takes<M>()) return ask_read<place, M>();
        else return pass;
    }
    template <class M>
    static constexpr auto db_for_write() {
        if constexpr (Router::template takes<M>()) return ask_write<place, M>();
        else return pass;
    }
    template <class A, class B>
    static constexpr verdict allow_relation() {
        constexpr bool takes_a = Router::template takes<A>(), takes_b = Router::template takes<B>();
        if constexpr (takes_a && takes_b) return ask_relation<place, A, B>();
        else return verdict::pass;
    }
    template <class Db, class M>
    static constexpr verdict allow_migrate() {
        if constexpr (Router::template takes<M>()) return ask_migrate<place, Db, M>();
        else return verdict::pass;
    }
    template <class Db, class M>
    static constexpr bool has_copies() {
        return Router::template takes<M>() && ask_whether_copied<place, Db, M>();
    }
    template <class Db, class Profile>
    static constexpr verdict allow_write() {
        return ask_to_write<place, Db, Profile>();
    }
    template <class Db>
    static constexpr auto arrangement() {
        return ask_arrangement<place, Db>();
    }
};

}  // namespace detail

/// One model to one database, or to a place.
template <class Model, class Db>
struct route_model : detail::routed_to_place<route_model<Model, Db>, Db> {
    using database = Db;

    template <class M>
    static constexpr bool takes() {
        return __is_same(M, Model);
    }
};

/// Every model of an application to one database, or to a place.
template <fixed_string App, class Db>
struct route_app : detail::routed_to_place<route_app<App, Db>, Db> {
    static constexpr auto app = App;
    using database = Db;

    template <class M>
    static constexpr bool takes() {
        return detail::app_label_of<M>() == App.view();
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

/// Nothing is written to a database, or to those of a place, by programs of this service; reads are routed by others.
///
///     il::routers<il::read_only<web>, il::route_app<"accounts", web>, il::route_rest<main_db>>
template <class Db>
struct read_only {
    using database = Db;

    template <class D, class Profile>
    static constexpr verdict allow_write() {
        return detail::names<D, Db> ? verdict::deny : verdict::pass;
    }
};

/// The same, but in programs of these profiles: `il::read_only_except<web, il::profile::testing>`.
template <class Db, class... Profiles>
struct read_only_except {
    using database = Db;

    template <class D, class Profile>
    static constexpr verdict allow_write() {
        return detail::names<D, Db> && !(__is_same(Profile, Profiles) || ...) ? verdict::deny : verdict::pass;
    }
};

/// Every model that no router before it took, to one database or to a place. Stands last.
template <class Db>
struct route_rest : detail::routed_to_place<route_rest<Db>, Db> {
    using database = Db;

    template <class M>
    static constexpr bool takes() {
        return true;
    }
};

}  // namespace interlock
