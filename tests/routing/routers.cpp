// SPDX-License-Identifier: BSL-1.0
#include "atlas.hpp"

#include "support/catch.hpp"

using il::may_exist_in;
using il::may_relate;
using il::read_database;
using il::verdict;
using il::write_database;

template <class... Routers>
using routed = il::service<atlas_databases, atlas_models, il::routers<Routers...>>;

template <class Service, class M>
constexpr bool lives_in_gems =
    std::same_as<read_database<Service, M>, gems>&& std::same_as<write_database<Service, M>, gems>;

// --- written by hand, as in the document ---
struct GemRouter {
    template <class M>
    static constexpr auto db_for_read() {
        if constexpr (std::same_as<M, Gem>) return il::use<gems>;
        else return il::pass;
    }
    template <class M>
    static constexpr auto db_for_write() {
        if constexpr (std::same_as<M, Gem>) return il::use<gems>;
        else return il::pass;
    }
    template <class A, class B>
    static constexpr verdict allow_relation() {
        return std::same_as<A, Gem> && std::same_as<B, Gem> ? verdict::allow : verdict::pass;
    }
    template <class Db, class M>
    static constexpr verdict allow_migrate() {
        if (std::same_as<M, Gem>) return std::same_as<Db, gems> ? verdict::allow : verdict::deny;
        return verdict::pass;
    }
};
struct TileRouter {
    template <class M>
    static constexpr auto db_for_read() {
        if constexpr (std::same_as<M, Tile>) return il::use<tiles>;
        else return il::pass;
    }
    template <class M>
    static constexpr auto db_for_write() {
        return db_for_read<M>();
    }
};
struct DefaultRouter {
    template <class M>
    static constexpr auto db_for_read() {
        return il::use<main_db>;
    }
    template <class M>
    static constexpr auto db_for_write() {
        return il::use<main_db>;
    }
};
using by_hand = routed<GemRouter, TileRouter, DefaultRouter>;

template <class A, class B, class M>
constexpr bool agree_on =
    std::same_as<read_database<A, M>, read_database<B, M>>&&
        std::same_as<write_database<A, M>, write_database<B, M>>&& may_exist_in<A, M, main_db> ==
    may_exist_in<B, M, main_db>&& may_exist_in<A, M, gems> ==
    may_exist_in<B, M, gems>&& may_exist_in<A, M, tiles> ==
    may_exist_in<B, M, tiles>&& may_relate<A, M, Gem> == may_relate<B, M, Gem>&& may_relate<A, M, Tile> ==
    may_relate<B, M, Tile>&& may_relate<A, M, Reaction> ==
    may_relate<B, M, Reaction>&& may_relate<A, Metabolite, M> == may_relate<B, Metabolite, M>;
template <class A, class B>
constexpr bool agree =
    agree_on<A, B, Gem>&& agree_on<A, B, Tile>&& agree_on<A, B, Reaction>&& agree_on<A, B, Metabolite>;

// routers written by hand and ready-made ones give the same routes
static_assert(il::verify<by_hand>());
static_assert(agree<atlas, by_hand>);

// so do the declarations in the models
static_assert(agree<atlas, routed<il::by_declaration, il::route_rest<main_db>>>);
static_assert(std::same_as<decltype(il::by_declaration::home<Reaction>()), il::pass_t>);

// --- the first opinion wins ---
static_assert(lives_in_gems<
              routed<il::route_model<Gem, gems>, il::route_model<Gem, tiles>, il::route_rest<main_db>>, Gem>);
static_assert(!lives_in_gems<routed<il::route_rest<main_db>, il::route_model<Gem, gems>>, Gem>);
using app_first = routed<il::route_app<"api", gems>, il::route_model<Gem, tiles>, il::route_rest<main_db>>;
static_assert(lives_in_gems<app_first, Gem> && lives_in_gems<app_first, Reaction>);
using model_first = routed<il::route_model<Gem, tiles>, il::route_app<"api", gems>, il::route_rest<main_db>>;
static_assert(!lives_in_gems<model_first, Gem> && lives_in_gems<model_first, Reaction>);
static_assert(il::verify<app_first>() && il::verify<model_first>());

// an app is its whole label
static_assert(
    std::same_as<read_database<routed<il::route_app<"ap", gems>, il::route_rest<main_db>>, Gem>, main_db>);
static_assert(
    std::same_as<read_database<routed<il::route_app<"apis", gems>, il::route_rest<main_db>>, Gem>, main_db>);
static_assert(
    std::same_as<read_database<routed<il::route_app<"API", gems>, il::route_rest<main_db>>, Gem>, main_db>);

// --- a router may leave out any question ---
struct reads_only {
    template <class M>
    static constexpr auto db_for_read() {
        if constexpr (std::same_as<M, Gem>) return il::use<gems>;
        else return il::pass;
    }
};
struct no_questions {};
struct migrates_everywhere {
    template <class Db, class M>
    static constexpr verdict allow_migrate() {
        return verdict::allow;
    }
};
using read_here_write_there = routed<reads_only, no_questions, DefaultRouter>;
static_assert(std::same_as<read_database<read_here_write_there, Gem>, gems>);
static_assert(std::same_as<write_database<read_here_write_there, Gem>, main_db>);
static_assert(may_exist_in<read_here_write_there, Gem, gems> &&
              may_exist_in<read_here_write_there, Gem, main_db>);
static_assert(!may_exist_in<read_here_write_there, Gem, tiles>);
static_assert(il::verify<read_here_write_there>());

// without an opinion there is no database, and nothing is assumed
using unrouted = routed<reads_only>;
static_assert(std::same_as<write_database<unrouted, Gem>, il::detail::no_database>);
static_assert(std::same_as<read_database<unrouted, Tile>, il::detail::no_database>);

// where a table may exist is one question, where it is read another
using everywhere = routed<migrates_everywhere, DefaultRouter>;
static_assert(may_exist_in<everywhere, Gem, tiles> && may_exist_in<everywhere, Gem, main_db>);
static_assert(std::same_as<read_database<everywhere, Gem>, main_db>);
static_assert(il::routing_table<everywhere>().routes[0].homes.size() == 3);

// the first opinion wins there too
using gems_first = routed<il::route_model<Gem, gems>, migrates_everywhere, DefaultRouter>;
static_assert(!may_exist_in<gems_first, Gem, tiles> && may_exist_in<gems_first, Tile, tiles>);

// --- a relation is allowed or denied for both of its sides ---
template <class First, class Second>
struct denies {
    template <class A, class B>
    static constexpr verdict allow_relation() {
        return std::same_as<A, First> && std::same_as<B, Second> ? verdict::deny : verdict::pass;
    }
};
using one_way = routed<denies<Metabolite, Gem>, DefaultRouter>;
using other_way = routed<denies<Gem, Metabolite>, DefaultRouter>;
static_assert(!may_relate<one_way, Metabolite, Gem> && !may_relate<one_way, Gem, Metabolite>);
static_assert(!may_relate<other_way, Metabolite, Gem> && !may_relate<other_way, Gem, Metabolite>);
static_assert(may_relate<one_way, Metabolite, Reaction>);

// a router can narrow relations, but not allow one across databases
struct allows_all {
    template <class A, class B>
    static constexpr verdict allow_relation() {
        return verdict::allow;
    }
};
static_assert(!may_relate<routed<allows_all, il::route_model<Gem, gems>, DefaultRouter>, Metabolite, Gem>);
static_assert(may_relate<routed<allows_all, denies<Metabolite, Gem>, DefaultRouter>, Metabolite, Gem>);

// --- the same app goes to different databases in different services ---
static_assert(
    std::same_as<read_database<routed<il::route_app<"maps", gems>, il::route_rest<main_db>>, Tile>, gems>);
static_assert(
    std::same_as<read_database<routed<il::route_app<"maps", tiles>, il::route_rest<main_db>>, Tile>, tiles>);

TEST_CASE("A service without models and one with a single database hold") {
    CHECK(il::verify<il::service<il::databases<main_db>, il::models<>, il::routers<>>>());
    CHECK(il::verify<
          il::service<il::databases<main_db>, atlas_models, il::routers<il::route_rest<main_db>>>>());
}

TEST_CASE("A soft reference may cross databases") {
    CHECK(il::verify<atlas>());
    CHECK(il::table_of<Metabolite>().columns[2].references == nullptr);
}
