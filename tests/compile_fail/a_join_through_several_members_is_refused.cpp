// SPDX-License-Identifier: BSL-1.0
// expect: interlock: il::through of members that make no join table
// names: Gem
// names: row
#include "use_model.hpp"

struct Tile {
    std::int64_t row = 0, column = 0;
};
struct Box {
    std::int64_t id = 0;
};
struct Gem {
    std::int64_t box = 0;
    std::int64_t row = 0, column = 0;
};

template <>
struct interlock::model<Tile> {
    using fields =
        il::fields<il::field<&Tile::row, il::primary_key>, il::field<&Tile::column, il::primary_key>>;
};
template <>
struct interlock::model<Box> {
    using fields = il::fields<il::field<&Box::id, il::primary_key>>;
};
template <>
struct interlock::model<Gem> {
    using fields = il::fields<il::field<&Gem::box, il::references<&Box::id>>, il::field<&Gem::row>,
                              il::field<&Gem::column>>;
    using constraints = il::constraints<
        il::foreign_key<il::members<&Gem::row, &Gem::column>, il::members<&Tile::row, &Tile::column>>>;
};

using service =
    il::service<il::databases<main_db>, il::models<Gem, Tile, Box>, il::routers<il::route_rest<main_db>>>;

auto use(il::session<service>& db) {
#ifndef INTERLOCK_FIXED
    return db.from<Box>().join<il::through<&Gem::box, &Gem::row>>().all();
#else
    return db.from<Box>().join<&Gem::box>().join<&Gem::row>().all();
#endif
}
