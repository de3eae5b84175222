// SPDX-License-Identifier: BSL-1.0
// expect: interlock: an alias is used twice
// names: gems
#include "routes.hpp"

#ifndef INTERLOCK_FIXED
using service =
    il::service<il::databases<main_db, gems, gems>, il::models<Gem>, il::routers<il::route_model<Gem, gems>>>;
#else
using service =
    il::service<il::databases<main_db, gems>, il::models<Gem>, il::routers<il::route_model<Gem, gems>>>;
#endif

int main() { use<service>(); }
