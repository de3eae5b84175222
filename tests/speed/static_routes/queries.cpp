// SPDX-License-Identifier: BSL-1.0
// Two queries of a service; static_routes.sh compares what they are compiled to by what is defined: ROUTED has routers that
// decide it, without it everything goes to one database. OTHER_WORK is another program.
#include <interlock/interlock.hpp>
#include <interlock/sqlite.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace il = interlock;

struct main_db : il::database<"default", il::sqlite> {};
struct gems : il::database<"gems", il::sqlite> {};
struct tiles : il::database<"tiles", il::sqlite> {};

struct Gem {
    std::int64_t id = 0;
    std::string tissue;
};
struct Tile {
    std::int64_t id = 0;
};
struct Reaction {
    std::int64_t id = 0;
};

template <>
struct interlock::model<Gem> {
    static constexpr auto app_label = "api";
    using fields = il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::tissue>>;
};
template <>
struct interlock::model<Tile> {
    static constexpr auto app_label = "maps";
    using fields = il::fields<il::field<&Tile::id, il::primary_key>>;
};
template <>
struct interlock::model<Reaction> {
    using fields = il::fields<il::field<&Reaction::id, il::primary_key>>;
};

#ifdef ROUTED
using routers =
    il::routers<il::read_only<tiles>, il::route_model<Reaction, main_db>, il::route_app<"maps", tiles>,
                il::route_app<"api", gems>, il::route_rest<main_db>>;
#else
using routers = il::routers<il::route_rest<gems>>;
#endif
using S = il::service<il::databases<main_db, gems, tiles>, il::models<Gem, Tile, Reaction>, routers>;

std::vector<Gem> of_liver(il::session<S>& db) {
#ifdef OTHER_WORK
    db.remove<Gem>().where(il::col<&Gem::id> == 1).run();
#endif
    return db.from<Gem>().where(il::col<&Gem::tissue> == "liver").limit(20).all();
}
void add(il::session<S>& db, Gem& gem) { db.insert(gem); }
