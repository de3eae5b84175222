// SPDX-License-Identifier: BSL-1.0
// expect: interlock: the least or greatest of values without an order
// names: bool
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().select(il::min(il::col<&Gem::curated>)).all();
#else
    (void)db.from<Gem>().select(il::min(il::col<&Gem::reactions>)).all();
#endif
}
