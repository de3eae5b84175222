// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a column of a table that is not in the query, or a member that is not a field of its model
// names: Reaction
// names: equation
// names: Gem
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().where(il::col<&Reaction::equation> == "x").all();
#else
    (void)db.from<Gem>().where(il::col<&Gem::id> == "x").all();
#endif
}
