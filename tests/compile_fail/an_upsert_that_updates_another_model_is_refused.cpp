// SPDX-License-Identifier: BSL-1.0
// expect: interlock: an update sets a column of another table
// names: Gem
// names: equation
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    db.upsert(Gem{}, il::by<&Gem::id>, il::updating<&Reaction::equation>);
#else
    db.upsert(Gem{}, il::by<&Gem::id>, il::updating<&Gem::year>);
#endif
}
