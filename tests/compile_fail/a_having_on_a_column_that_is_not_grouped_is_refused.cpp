// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a column that is neither grouped nor aggregated
// names: Gem
// names: reactions
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>()
        .group_by(il::col<&Gem::name>)
        .having(il::col<&Gem::reactions> > 3)
        .select(il::count())
        .all();
#else
    (void)db.from<Gem>()
        .group_by(il::col<&Gem::name>)
        .having(il::max(il::col<&Gem::reactions>) > 3)
        .select(il::count())
        .all();
#endif
}
