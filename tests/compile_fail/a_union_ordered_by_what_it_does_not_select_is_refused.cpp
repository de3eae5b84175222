// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a union, an intersection or a difference is ordered by its columns
// names: Gem
// names: reactions
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>()
        .select(il::col<&Gem::id>)
        .union_all(il::from<Gem>().select(il::col<&Gem::id>))
        .order_by(il::asc<&Gem::reactions>);
#else
    (void)db.from<Gem>()
        .select(il::col<&Gem::id>)
        .union_all(il::from<Gem>().select(il::col<&Gem::id>))
        .order_by(il::asc<&Gem::id>);
#endif
}
