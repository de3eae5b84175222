// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a tracked row whose header is not included
// names: Gem
#include "atlas.hpp"

#ifdef INTERLOCK_FIXED
#include <interlock/tracked.hpp>
#endif

void rename(il::session<atlas>& db) {
    auto gem = db.load<Gem>("13");
    gem->name = "x";
    gem.save();
}
