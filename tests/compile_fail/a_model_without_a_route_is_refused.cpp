// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a model without a route
// names: Tile
// names: service
#include "routes.hpp"

#ifndef INTERLOCK_FIXED
using service =
    il::service<il::databases<main_db, gems>, il::models<Gem, Tile>, il::routers<il::route_model<Gem, gems>>>;
#else
using service = il::service<il::databases<main_db, gems>, il::models<Gem, Tile>,
                            il::routers<il::route_model<Gem, gems>, il::route_rest<main_db>>>;
#endif

int main() { use<service>(); }
