// SPDX-License-Identifier: BSL-1.0
// expect: interlock: distinct rows are ordered by what is not selected
// names: Gem
// names: id
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().distinct().order_by(il::ascending(il::lower(il::col<&Gem::id>))).all();
#else
    (void)db.from<Gem>().distinct().order_by(il::asc<&Gem::id>).all();
#endif
}
