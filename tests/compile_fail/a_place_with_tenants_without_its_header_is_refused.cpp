// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a router that arranges its database by a header that is not included
// names: database_per_tenant
#include "atlas.hpp"

#ifdef INTERLOCK_FIXED
#include <interlock/tenants.hpp>
#endif

using schools = il::service<il::databases<main_db, gems>, il::models<Gem, Reaction>,
                            il::routers<il::route_model<Gem, il::tenanted<gems>>, il::route_rest<main_db>>>;

void use(il::session<schools>& db) {
    il::create_tables(db);
    (void)db.tenant("thor").from<Gem>().all();
}
