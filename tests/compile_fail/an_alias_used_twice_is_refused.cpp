// SPDX-License-Identifier: BSL-1.0
// expect: interlock: an alias is used twice
// names: gems
// names: gems_again
#include "routes.hpp"

struct gems_again : il::database<"gems", il::sqlite> {};

#ifndef INTERLOCK_FIXED
using service = il::service<il::databases<main_db, gems, gems_again>, il::models<Gem>,
                            il::routers<il::route_model<Gem, gems>>>;
#else
using service =
    il::service<il::databases<main_db, gems>, il::models<Gem>, il::routers<il::route_model<Gem, gems>>>;
#endif

int main() { use<service>(); }
