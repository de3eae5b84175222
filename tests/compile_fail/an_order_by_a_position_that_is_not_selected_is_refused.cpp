// SPDX-License-Identifier: BSL-1.0
// expect: interlock: il::selected beyond the columns of the result
// names: 1
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().select(il::col<&Gem::id>).order_by(il::ascending(il::selected<1>)).all();
#else
    (void)db.from<Gem>().select(il::col<&Gem::id>).order_by(il::ascending(il::selected<0>)).all();
#endif
}
