// SPDX-License-Identifier: BSL-1.0
// expect: interlock: rows are grouped by an expression that holds a bound value
// names: Gem
// names: reactions
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().group_by(il::col<&Gem::reactions> + 1).select(il::count()).all();
#else
    (void)db.from<Gem>().group_by(il::lower(il::col<&Gem::id>)).select(il::count()).all();
#endif
}
