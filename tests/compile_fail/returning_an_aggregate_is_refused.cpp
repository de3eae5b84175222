// SPDX-License-Identifier: BSL-1.0
// expect: interlock: an aggregate where each row is looked at by itself
// names: Gem
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.remove<Gem>().returning(il::sum(il::col<&Gem::reactions>)).all();
#else
    (void)db.remove<Gem>().returning(il::col<&Gem::reactions>).all();
#endif
}
