// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a table stands twice in one query
// names: Gem
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().join<Gem>(il::col<&Gem::id> == "x").all();
#else
    (void)db.from<Gem>().where(il::col<&Gem::id> == "x").all();
#endif
}
