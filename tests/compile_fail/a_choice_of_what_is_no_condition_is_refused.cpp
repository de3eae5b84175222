// SPDX-License-Identifier: BSL-1.0
// expect: interlock: not a condition
// names: Gem
// names: name
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().where(il::col<&Gem::name> || il::col<&Gem::curated>).all();
#else
    (void)db.from<Gem>().where(il::col<&Gem::name>.is_null() || il::col<&Gem::curated>).all();
#endif
}
