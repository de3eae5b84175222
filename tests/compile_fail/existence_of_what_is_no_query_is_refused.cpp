// SPDX-License-Identifier: BSL-1.0
// expect: interlock: il::exists and il::scalar take a query
// names: Gem
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().where(il::exists(il::col<&Gem::id>)).all();
#else
    (void)db.from<Gem>().where(il::exists(il::from<Gem>())).all();
#endif
}
