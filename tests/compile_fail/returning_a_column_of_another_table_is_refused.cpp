// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a column of a table that is not in the query
// names: equation
// names: Gem
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.remove<Gem>().returning(il::col<&Reaction::equation>).all();
#else
    (void)db.remove<Gem>().returning(il::col<&Gem::name>).all();
#endif
}
