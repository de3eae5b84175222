// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a commit in two phases with a database that is not PostgreSQL
// names: gems
// names: sqlite
// needs: postgres
#include "atlas.hpp"

#include <interlock/postgres.hpp>
#include <interlock/two_phase.hpp>

struct tiles : il::database<"tiles", il::postgres> {};
struct places : il::database<"places", il::postgres> {};
using maps = il::service<il::databases<tiles, places, gems>, il::models<Gem, Reaction>,
                         il::routers<il::route_model<Gem, gems>, il::route_rest<tiles>>>;

void use(il::session<maps>& db) {
#ifndef INTERLOCK_FIXED
    il::two_phase<tiles, gems>(db, [](auto& in_tiles, auto& in_gems) {
        in_tiles.insert(Reaction{});
        in_gems.insert(Gem{});
    });
#else
    il::two_phase<tiles, places>(db, [](auto& in_tiles, auto&) { in_tiles.insert(Reaction{}); });
#endif
}
