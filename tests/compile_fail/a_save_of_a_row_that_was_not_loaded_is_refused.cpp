// SPDX-License-Identifier: BSL-1.0
// expect: interlock: save() of what load() did not give
// names: Gem
#include "atlas.hpp"

#include <interlock/tracked.hpp>

void rename(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    Gem gem = db.get<Gem>("13");
#else
    auto gem = db.load<Gem>("13");
#endif
    db.save(gem);
}
