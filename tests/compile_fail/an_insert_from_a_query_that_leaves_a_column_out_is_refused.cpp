// SPDX-License-Identifier: BSL-1.0
// expect: interlock: an insert from a query leaves a column out
// names: Reaction
// names: step
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    db.insert_from<Reaction, &Reaction::id, &Reaction::equation>(
        il::from<Reaction>().select(il::col<&Reaction::id>, il::col<&Reaction::equation>));
#else
    db.insert_from<Reaction, &Reaction::id, &Reaction::equation, &Reaction::step>(il::from<Reaction>().select(
        il::col<&Reaction::id>, il::col<&Reaction::equation>, il::col<&Reaction::step>));
#endif
}
