// SPDX-License-Identifier: BSL-1.0
// expect: interlock: an expression of an il::row has no name
// names: Gem
// names: id
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().select(il::lower(il::col<&Gem::id>)).as<il::row>().all();
#else
    (void)db.from<Gem>().select(il::named<"low">(il::lower(il::col<&Gem::id>))).as<il::row>().all();
#endif
}
