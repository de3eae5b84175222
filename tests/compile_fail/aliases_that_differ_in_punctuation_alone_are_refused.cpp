// SPDX-License-Identifier: BSL-1.0
// expect: interlock: two aliases differ in case or punctuation alone
// names: dashed
// names: scored
#include "routes.hpp"

struct dashed : il::database<"gems-a", il::sqlite> {};
#ifndef INTERLOCK_FIXED
struct scored : il::database<"gems_A", il::sqlite> {};
#else
struct scored : il::database<"gems_B", il::sqlite> {};
#endif

using service =
    il::service<il::databases<dashed, scored>, il::models<Tile>, il::routers<il::route_rest<scored>>>;

int main() { use<service>(); }
