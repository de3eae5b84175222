// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a commit in two phases with a database that is not PostgreSQL
// names: gems
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
    (void)il::recover<tiles, gems>(db);
#else
    (void)il::recover<tiles, places>(db);
#endif
}
