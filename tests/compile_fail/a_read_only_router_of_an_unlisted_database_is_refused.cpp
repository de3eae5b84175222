// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a router of a database that the service does not list
// names: gems
// names: read_only
#include "routes.hpp"

#ifndef INTERLOCK_FIXED
using listed = il::databases<main_db>;
#else
using listed = il::databases<main_db, gems>;
#endif
using service =
    il::service<listed, il::models<Tile>, il::routers<il::read_only<gems>, il::route_rest<main_db>>>;

int main() { use<service>(); }
