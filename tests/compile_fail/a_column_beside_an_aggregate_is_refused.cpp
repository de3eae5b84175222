// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a column that is neither grouped nor aggregated
// names: Gem
// names: reactions
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().select(il::col<&Gem::reactions>, il::count()).all();
#else
    (void)db.from<Gem>().select(il::max(il::col<&Gem::reactions>), il::count()).all();
#endif
}
