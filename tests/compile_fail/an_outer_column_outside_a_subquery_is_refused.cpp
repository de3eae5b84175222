// SPDX-License-Identifier: BSL-1.0
// expect: interlock: il::outer in a query that stands in no other
// names: Reaction
// names: id
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().where(il::col<&Gem::reactions> == il::outer<&Reaction::id>).all();
#else
    (void)db.from<Gem>().where(il::col<&Gem::reactions> == 3).all();
#endif
}
