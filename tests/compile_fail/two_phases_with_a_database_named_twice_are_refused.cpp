// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a database is named twice in a commit in two phases
// names: tiles
// needs: postgres
#include "atlas.hpp"

#include <interlock/postgres.hpp>
#include <interlock/two_phase.hpp>

struct tiles : il::database<"tiles", il::postgres> {};
struct places : il::database<"places", il::postgres> {};
using maps = il::service<il::databases<tiles, places>, il::models<Gem, Reaction>,
                         il::routers<il::route_model<Gem, places>, il::route_rest<tiles>>>;

void use(il::session<maps>& db) {
#ifndef INTERLOCK_FIXED
    il::two_phase<tiles, places, tiles>(db,
                                        [](auto& in_tiles, auto&, auto&) { in_tiles.insert(Reaction{}); });
#else
    il::two_phase<tiles, places>(db, [](auto& in_tiles, auto&) { in_tiles.insert(Reaction{}); });
#endif
}
