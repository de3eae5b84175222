// SPDX-License-Identifier: BSL-1.0
// expect: interlock: orphans of a foreign key of several members
// names: Gem
// names: row
#include "use_model.hpp"

#include <interlock/relations.hpp>

struct Tile {
    std::int64_t row = 0, column = 0;
};
struct Gem {
    std::int64_t id = 0;
    std::int64_t row = 0, column = 0;
};

template <>
struct interlock::model<Tile> {
    using fields =
        il::fields<il::field<&Tile::row, il::primary_key>, il::field<&Tile::column, il::primary_key>>;
};
template <>
struct interlock::model<Gem> {
    using fields =
        il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::row>, il::field<&Gem::column>>;
    using constraints = il::constraints<
        il::foreign_key<il::members<&Gem::row, &Gem::column>, il::members<&Tile::row, &Tile::column>>>;
};

using service =
    il::service<il::databases<main_db>, il::models<Gem, Tile>, il::routers<il::route_rest<main_db>>>;

std::size_t use(il::session<service>& db) {
#ifndef INTERLOCK_FIXED
    return il::orphans<&Gem::row>(db).size();
#else
    return db.from<Gem>().with<&Gem::row>().all().size();
#endif
}
