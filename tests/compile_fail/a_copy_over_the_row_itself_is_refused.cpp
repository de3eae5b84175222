// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a tracked row copied into its own database under its own key
// names: Gem
// names: gems
#include "atlas.hpp"

#include <interlock/tracked.hpp>

void copy(il::session<atlas>& db) {
    auto gem = db.load<Gem>("13");
#ifndef INTERLOCK_FIXED
    gem.copy_to<gems>(il::upsert_key);
#else
    gem.save();
#endif
}
