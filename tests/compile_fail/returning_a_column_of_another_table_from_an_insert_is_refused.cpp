// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a column of a table that is not in the query
// names: equation
// names: Gem
#include "atlas.hpp"

void use(il::session<atlas>& db) {
    Gem gem;
#ifndef INTERLOCK_FIXED
    (void)db.inserting(gem).returning(il::col<&Reaction::equation>).one();
#else
    (void)db.inserting(gem).returning(il::col<&Gem::id>).one();
#endif
}
