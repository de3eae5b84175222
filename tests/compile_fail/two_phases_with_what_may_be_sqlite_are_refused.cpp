// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a commit in two phases with a database that is not PostgreSQL
// names: archive
// names: either
// needs: postgres
#include "atlas.hpp"

#include <interlock/postgres.hpp>
#include <interlock/two_phase.hpp>

struct tiles : il::database<"tiles", il::postgres> {};
struct places : il::database<"places", il::postgres> {};
struct archive : il::database<"archive", il::either<il::postgres, il::sqlite>> {};
using maps = il::service<il::databases<tiles, places, archive>, il::models<Gem, Reaction>,
                         il::routers<il::route_model<Gem, archive>, il::route_rest<tiles>>>;

void use(il::session<maps>& db) {
#ifndef INTERLOCK_FIXED
    const int inserted = il::two_phase<archive, tiles>(db, [](auto& in_archive, auto& in_tiles) {
        in_archive.insert(Gem{});
        in_tiles.insert(Reaction{});
        return 2;
    });
    (void)inserted;
#else
    il::two_phase<tiles, places>(db, [](auto& in_tiles, auto&) { in_tiles.insert(Reaction{}); });
#endif
}
