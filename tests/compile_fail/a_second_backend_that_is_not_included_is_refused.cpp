// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a database whose backend is not included
// names: postgres
#include "atlas.hpp"

struct archive : il::database<"archive", il::either<il::sqlite, il::postgres>> {};
using both = il::service<il::databases<gems, archive>, il::models<Gem, Reaction>,
                         il::routers<il::route_model<Gem, gems>, il::route_rest<archive>>>;

#ifndef INTERLOCK_FIXED
using chosen = both;
#else
using chosen = atlas;
#endif

void use(il::session<chosen>& db) {
    il::create_tables(db);
    (void)db.get<Reaction>(7, 1);
    db.insert(Reaction{});
    (void)db.insert_many(std::vector<Reaction>(3));
    for (const Reaction& r : db.from<Reaction>().stream()) (void)r;
}
