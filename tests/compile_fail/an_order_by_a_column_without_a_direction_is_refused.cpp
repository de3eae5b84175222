// SPDX-License-Identifier: BSL-1.0
// expect: interlock: order_by() takes what says its direction
// names: Gem
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().order_by(il::col<&Gem::id>);
#else
    (void)db.from<Gem>().order_by(il::asc<&Gem::id>);
#endif
}
