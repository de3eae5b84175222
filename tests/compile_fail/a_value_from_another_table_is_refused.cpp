// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a column of a table that is not in the query, or a member that is not a field of its model
// names: Reaction
// names: equation
// names: Gem
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.update<Gem>().set(il::col<& Gem::name> = il::col<&Reaction::equation>).run();
#else
    (void)db.update<Gem>().set(il::col<& Gem::name> = il::col<&Gem::id>).run();
#endif
}
