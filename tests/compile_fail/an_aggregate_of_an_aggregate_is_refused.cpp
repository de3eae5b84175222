// SPDX-License-Identifier: BSL-1.0
// expect: interlock: an aggregate of an aggregate
// names: Gem
// names: reactions
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().select(il::max(il::sum(il::col<&Gem::reactions>))).all();
#else
    (void)db.from<Gem>().select(il::max(il::abs(il::col<&Gem::reactions>))).all();
#endif
}
