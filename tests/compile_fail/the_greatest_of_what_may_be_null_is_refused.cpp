// SPDX-License-Identifier: BSL-1.0
// expect: interlock: the greatest or least of values of which one may be NULL
// names: Gem
// names: year
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().select(il::greatest(il::col<&Gem::year>, 1)).all();
#else
    (void)db.from<Gem>().select(il::greatest(il::col<&Gem::reactions>, 1)).all();
#endif
}
