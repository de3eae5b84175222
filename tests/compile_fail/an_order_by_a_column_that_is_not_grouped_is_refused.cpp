// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a column that is neither grouped nor aggregated
// names: Gem
// names: year
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>()
        .group_by(il::col<&Gem::name>)
        .select(il::count())
        .order_by(il::asc<&Gem::year>)
        .all();
#else
    (void)db.from<Gem>()
        .group_by(il::col<&Gem::name>)
        .select(il::count())
        .order_by(il::asc<&Gem::name>)
        .all();
#endif
}
