// SPDX-License-Identifier: BSL-1.0
// expect: interlock: an option of transactions that an engine of the database does not have
// names: mode
// names: archive
// needs: postgres
#include "atlas.hpp"

#include <interlock/postgres.hpp>

struct archive : il::database<"archive", il::either<il::sqlite, il::postgres>> {};
using both = il::service<il::databases<gems, archive>, il::models<Gem, Reaction>,
                         il::routers<il::route_model<Gem, gems>, il::route_rest<archive>>>;

void use(il::session<both>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.begin<archive, il::mode::exclusive>();
#else
    (void)db.begin<gems, il::mode::exclusive>();
#endif
}
