// SPDX-License-Identifier: BSL-1.0
// expect: interlock: defer_constraints() where a model has a reference that cannot be deferred
// names: Gem
// names: main_db
#include "use_model.hpp"

struct Tile {
    std::int64_t id = 0;
};
struct Gem {
    std::int64_t id = 0;
    std::int64_t tile = 0;
};

template <>
struct interlock::model<Tile> {
    using fields = il::fields<il::field<&Tile::id, il::primary_key>>;
};
template <>
struct interlock::model<Gem> {
#ifndef INTERLOCK_FIXED
    using tile = il::references<&Tile::id, il::on_delete::restrict, il::deferrable::initially_immediate>;
#else
    using tile = il::references<&Tile::id, il::on_delete::cascade, il::deferrable::initially_immediate>;
#endif
    using fields = il::fields<il::field<&Gem::id, il::primary_key>, il::field<&Gem::tile, tile>>;
};

using service =
    il::service<il::databases<main_db>, il::models<Gem, Tile>, il::routers<il::route_rest<main_db>>>;

void use(il::session<service>& db) {
    db.transaction<main_db>([](auto& tx) {
        tx.defer_constraints();
        tx.insert(Gem{1, 1});
        tx.insert(Tile{1});
    });
}
