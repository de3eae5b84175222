// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a reference to a model that the service does not list
// names: Sample
// names: Gem
// names: service
#include "routes.hpp"

#ifndef INTERLOCK_FIXED
using service = il::service<il::databases<main_db>, il::models<Sample>, il::routers<il::route_rest<main_db>>>;
#else
using service =
    il::service<il::databases<main_db>, il::models<Sample, Gem>, il::routers<il::route_rest<main_db>>>;
#endif

int main() { use<service>(); }
