// SPDX-License-Identifier: BSL-1.0
// expect: interlock: an app is routed twice
// names: main_db
// names: gems
#include "routes.hpp"

#ifndef INTERLOCK_FIXED
using service = il::service<
    il::databases<main_db, gems>, il::models<Gem, Tile>,
    il::routers<il::route_app<"api", gems>, il::route_app<"map", main_db>, il::route_app<"api", main_db>>>;
#else
using service = il::service<il::databases<main_db, gems>, il::models<Gem, Tile>,
                            il::routers<il::route_app<"api", gems>, il::route_app<"map", main_db>>>;
#endif

int main() { use<service>(); }
