// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a column of a table that is not in the query, or a member that is not a field of its model
// names: Reaction
// names: step
// names: Gem
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>()
        .where(il::col<&Gem::curated>)
        .where(il::col<&Gem::id> == "7" && il::col<&Reaction::step> == 1)
        .count();
#else
    (void)db.from<Gem>().where(il::col<&Gem::curated>).where(il::col<&Gem::id> == "7").count();
#endif
}
