// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a database that the service does not list
// names: elsewhere
// names: service
#include "atlas.hpp"

struct elsewhere : il::database<"elsewhere", il::sqlite> {};

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.on<elsewhere>().from<Gem>().all();
#else
    (void)db.on<gems>().from<Gem>().all();
#endif
}
