// SPDX-License-Identifier: BSL-1.0
// expect: interlock: an integer is rounded
// names: int
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().select(il::round(il::col<&Gem::reactions>)).all();
#else
    (void)db.from<Gem>().select(il::round(il::col<&Gem::reactions> / 2.0)).all();
#endif
}
