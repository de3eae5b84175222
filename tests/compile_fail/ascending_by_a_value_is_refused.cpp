// SPDX-License-Identifier: BSL-1.0
// expect: interlock: il::ascending() and il::descending() take an expression
// names: char
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().order_by(il::ascending("name"));
#else
    (void)db.from<Gem>().order_by(il::ascending(il::lower(il::col<&Gem::id>)));
#endif
}
