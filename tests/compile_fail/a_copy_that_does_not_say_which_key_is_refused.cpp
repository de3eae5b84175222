// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a copy that does not say which key it has
// names: bool
#include "atlas.hpp"

#include <interlock/tracked.hpp>

void copy(il::session<atlas>& db) {
    auto gem = db.load<Gem>("13");
#ifndef INTERLOCK_FIXED
    gem.copy_to<gems>(true);
#else
    il::copy_to<gems>(db, *gem, il::upsert_key);
#endif
}
