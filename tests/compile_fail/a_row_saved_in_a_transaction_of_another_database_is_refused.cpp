// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a tracked row saved to another database than the one it came from
// names: Gem
// names: gems
// names: main_db
#include "atlas.hpp"

#include <interlock/tracked.hpp>

void move(il::session<atlas>& db) {
    auto gem = db.load<Gem>("13");
#ifndef INTERLOCK_FIXED
    db.transaction<main_db>([&](auto& tx) { tx.save(gem); });
#else
    db.transaction<gems>([&](auto& tx) { tx.save(gem); });
#endif
}
