// SPDX-License-Identifier: BSL-1.0
// expect: interlock: two models have one table in one database
// names: Tile
// names: Mosaic
#include "routes.hpp"

#ifndef INTERLOCK_FIXED
using service =
    il::service<il::databases<main_db>, il::models<Tile, Mosaic>, il::routers<il::route_rest<main_db>>>;
#else
using service = il::service<il::databases<main_db, gems>, il::models<Tile, Mosaic>,
                            il::routers<il::route_model<Tile, main_db>, il::route_rest<gems>>>;
#endif

int main() { use<service>(); }
