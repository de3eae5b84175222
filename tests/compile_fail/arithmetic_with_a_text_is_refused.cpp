// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a computation with what is no number
// names: Gem
// names: id
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().where(il::col<&Gem::id> + 1 > 3).all();
#else
    (void)db.from<Gem>().where(il::col<&Gem::reactions> + 1 > 3).all();
#endif
}
