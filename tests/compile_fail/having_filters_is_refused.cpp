// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a column that is neither grouped nor aggregated
// names: Gem
#include "lists.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>()
        .group_by(il::col<&Gem::year>)
        .having(il::filters<Gem>())
        .select(il::col<&Gem::year>, il::count())
        .all();
#else
    (void)db.from<Gem>()
        .where(il::filters<Gem>())
        .group_by(il::col<&Gem::year>)
        .select(il::col<&Gem::year>, il::count())
        .all();
#endif
}
