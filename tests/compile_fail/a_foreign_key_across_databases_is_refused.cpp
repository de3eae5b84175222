// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a reference across databases
// names: Chair
// names: main_db
// names: Floor
// names: gems
#include "house.hpp"

#ifndef INTERLOCK_FIXED
using service = il::service<il::databases<main_db, gems>, il::models<Floor, Chair>,
                            il::routers<il::route_model<Floor, gems>, il::route_rest<main_db>>>;
#else
using service =
    il::service<il::databases<main_db, gems>, il::models<Floor, Chair>, il::routers<il::route_rest<main_db>>>;
#endif

int main() { use<service>(); }
