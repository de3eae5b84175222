// SPDX-License-Identifier: BSL-1.0
#include "atlas.hpp"

#include "support/catch.hpp"

#include <array>
#include <string_view>

using il::may_exist_in;
using il::may_relate;
using il::read_database;
using il::same_database;
using il::verdict;
using il::write_database;

static_assert(il::verify<atlas>());

// Gem reads and writes go to `gems`, Tile to `tiles`, every other model to `default`
static_assert(std::same_as<read_database<atlas, Gem>, gems> &&
              std::same_as<write_database<atlas, Gem>, gems>);
static_assert(std::same_as<read_database<atlas, Tile>, tiles> &&
              std::same_as<write_database<atlas, Tile>, tiles>);
static_assert(std::same_as<read_database<atlas, Reaction>, main_db> &&
              std::same_as<write_database<atlas, Reaction>, main_db>);
static_assert(std::same_as<read_database<atlas, Metabolite>, main_db>);

static_assert(!same_database<atlas, Gem, Tile> && !same_database<atlas, Gem, Reaction>);
static_assert(same_database<atlas, Reaction, Metabolite> && same_database<atlas, Gem, Gem>);

// each table may exist in one database and in no other, in either order of the question
static_assert(may_exist_in<atlas, Gem, gems> && may_exist_in<atlas, gems, Gem>);
static_assert(!may_exist_in<atlas, Gem, main_db> && !may_exist_in<atlas, main_db, Gem>);
static_assert(!may_exist_in<atlas, Gem, tiles> && !may_exist_in<atlas, Tile, gems>);
static_assert(may_exist_in<atlas, Tile, tiles> && !may_exist_in<atlas, Tile, main_db>);
static_assert(may_exist_in<atlas, Reaction, main_db> && !may_exist_in<atlas, Reaction, gems>);
static_assert(!may_exist_in<atlas, Reaction, tiles>);

// relations stay in one database; both directions have one answer
static_assert(may_relate<atlas, Reaction, Metabolite> && may_relate<atlas, Metabolite, Reaction>);
static_assert(!may_relate<atlas, Reaction, Gem> && !may_relate<atlas, Gem, Reaction>);
static_assert(!may_relate<atlas, Gem, Tile> && !may_relate<atlas, Tile, Gem>);

// what the service does not list exists nowhere
struct Unlisted {};
struct unlisted_db : il::database<"unlisted", il::sqlite> {};
static_assert(!may_exist_in<atlas, Unlisted, main_db> && !may_exist_in<atlas, Gem, unlisted_db>);

// the four answers of a ready-made router come from one declaration
using gem_router = il::route_model<Gem, gems>;
static_assert(std::same_as<decltype(gem_router::db_for_read<Gem>()), il::use_t<gems>>);
static_assert(std::same_as<decltype(gem_router::db_for_write<Gem>()), il::use_t<gems>>);
static_assert(std::same_as<decltype(gem_router::db_for_read<Tile>()), il::pass_t>);
static_assert(std::same_as<decltype(gem_router::db_for_write<Tile>()), il::pass_t>);
static_assert(gem_router::allow_migrate<gems, Gem>() == verdict::allow);
static_assert(gem_router::allow_migrate<tiles, Gem>() == verdict::deny);
static_assert(gem_router::allow_migrate<gems, Tile>() == verdict::pass);
static_assert(gem_router::allow_relation<Gem, Gem>() == verdict::allow);
static_assert(gem_router::allow_relation<Gem, Tile>() == verdict::pass);

TEST_CASE("The routing table tells where each model lives, in the service's order") {
    constexpr auto& routes = il::routing_table<atlas>().routes;
    static_assert(routes.size() == 4);
    CHECK(routes[0].table == &il::table_of<Gem>());
    CHECK(routes[0].read == "gems");
    CHECK(routes[0].write == "gems");
    CHECK(routes[0].homes.size() == 1);
    CHECK(routes[0].homes[0] == "gems");
    CHECK(routes[1].read == "tiles");
    CHECK(routes[1].homes[0] == "tiles");
    CHECK(routes[3].table == &il::table_of<Metabolite>());
    CHECK(routes[3].homes[0] == "default");
    CHECK(routes[3].homes.size() == 1);
}
