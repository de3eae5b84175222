// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a recovery of no database
// names: service
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
    (void)il::recover(db);
#else
    (void)il::recover<tiles, places>(db);
#endif
}
