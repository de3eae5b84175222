// SPDX-License-Identifier: BSL-1.0
// expect: interlock: in() takes a range of values
// names: Gem
// names: reactions
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().where(il::col<&Gem::reactions>.in(5)).all();
#else
    (void)db.from<Gem>().where(il::col<&Gem::reactions>.in({5})).all();
#endif
}
