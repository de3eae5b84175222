// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a remainder of what is no integer
// names: double
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().where(il::col<&Gem::reactions> % 2.5 == 1).all();
#else
    (void)db.from<Gem>().where(il::col<&Gem::reactions> % 2 == 1).all();
#endif
}
