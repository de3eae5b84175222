// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a column of a table that is not in the query
// names: equation
// names: Gem
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    db.upsert(Gem{}, il::by<&Gem::id>, il::updating<&Gem::year>, il::col<&Reaction::equation> == "x");
#else
    db.upsert(Gem{}, il::by<&Gem::id>, il::updating<&Gem::year>, il::col<&Gem::name> == "x");
#endif
}
