// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a model without a route
// names: Reaction
// names: service
#include "atlas.hpp"

using half =
    il::service<il::databases<gems>, il::models<Gem, Reaction>, il::routers<il::route_model<Gem, gems>>>;
using whole = il::service<il::databases<gems>, il::models<Gem>, il::routers<il::route_model<Gem, gems>>>;

int main() {
#ifndef INTERLOCK_FIXED
    il::session<half> db(il::settings{{"gems", "sqlite::memory:"}});
#else
    il::session<whole> db(il::settings{{"gems", "sqlite::memory:"}});
#endif
    il::create_tables(db);
    (void)db.from<Gem>().all();
}
