// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a route to a database that the service does not list
// names: Gem
// names: gems
// names: service
#include "routes.hpp"

#ifndef INTERLOCK_FIXED
using service = il::service<il::databases<main_db>, il::models<Gem, Tile>,
                            il::routers<il::route_model<Gem, gems>, il::route_rest<main_db>>>;
#else
using service = il::service<il::databases<main_db, gems>, il::models<Gem, Tile>,
                            il::routers<il::route_model<Gem, gems>, il::route_rest<main_db>>>;
#endif

int main() { use<service>(); }
