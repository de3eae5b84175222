// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a model is listed twice
// names: Gem
#include "routes.hpp"

#ifndef INTERLOCK_FIXED
using service =
    il::service<il::databases<gems>, il::models<Gem, Gem>, il::routers<il::route_model<Gem, gems>>>;
#else
using service = il::service<il::databases<gems>, il::models<Gem>, il::routers<il::route_model<Gem, gems>>>;
#endif

int main() { use<service>(); }
