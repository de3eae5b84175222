// SPDX-License-Identifier: BSL-1.0
// expect: interlock: not a condition
// names: Gem
// names: reactions
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().where(!il::col<&Gem::reactions>).all();
#else
    (void)db.from<Gem>().where(!il::col<&Gem::curated>).all();
#endif
}
