// SPDX-License-Identifier: BSL-1.0
// expect: interlock: an explicit database where the model's table may not exist
// names: Gem
// names: main_db
#include "atlas.hpp"

#include <interlock/tracked.hpp>

void copy(il::session<atlas>& db) {
    auto gem = db.load<Gem>("13");
#ifndef INTERLOCK_FIXED
    gem.copy_to<main_db>(il::keep_key);
#else
    il::copy_to<gems>(db, *gem, il::upsert_key);
#endif
}
