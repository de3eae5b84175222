// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a reference across databases
// names: Sample
// names: main_db
// names: Gem
// names: gems
#include "routes.hpp"

#ifndef INTERLOCK_FIXED
using service = il::service<il::databases<main_db, gems>, il::models<Gem, Sample>,
                            il::routers<il::route_model<Gem, gems>, il::route_rest<main_db>>>;
#else
using service =
    il::service<il::databases<main_db, gems>, il::models<Gem, Sample>, il::routers<il::route_rest<main_db>>>;
#endif

int main() { use<service>(); }
