// SPDX-License-Identifier: BSL-1.0
// expect: interlock: rows are grouped by an expression that holds a bound value
// names: int
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().group_by(5);
#else
    (void)db.from<Gem>().group_by(il::col<&Gem::name>);
#endif
}
