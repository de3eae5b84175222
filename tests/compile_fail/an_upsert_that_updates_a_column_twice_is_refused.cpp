// SPDX-License-Identifier: BSL-1.0
// expect: interlock: an update sets a column twice
// names: Gem
// names: year
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    db.upsert(Gem{}, il::by<&Gem::id>, il::updating<&Gem::year, &Gem::year>);
#else
    db.upsert(Gem{}, il::by<&Gem::id>, il::updating<&Gem::year>);
#endif
}
