// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a query with groups or aggregates does not say what is made of each
// names: Gem
// names: name
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().group_by(il::col<&Gem::name>).all();
#else
    (void)db.from<Gem>().group_by(il::col<&Gem::name>).select(il::col<&Gem::name>).all();
#endif
}
