// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a database whose backend is not included
// names: postgres
#include "atlas.hpp"

struct archive : il::database<"archive", il::postgres> {};
using both = il::service<il::databases<gems, archive>, il::models<Gem>, il::routers<il::route_rest<gems>>>;

#ifndef INTERLOCK_FIXED
void use(il::session<both>& db) { (void)db.from<Gem>().all(); }
#else
void use(il::session<atlas>& db) { (void)db.from<Gem>().all(); }
#endif
