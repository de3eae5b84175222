// SPDX-License-Identifier: BSL-1.0
// expect: interlock: an update sets a column of another table
// names: Reaction
// names: equation
// names: Gem
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.update<Gem>().set(il::col<& Reaction::equation> = "x").run();
#else
    (void)db.update<Gem>().set(il::col<& Gem::name> = "x").run();
#endif
}
