// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a tracked row saved to another database than the one it came from
// names: Gem
// names: gems
// names: main_db
#include "atlas.hpp"

#include <interlock/tracked.hpp>

void move(il::session<atlas>& db) {
    auto gem = db.load<Gem>("13");
    gem->name = "x";
#ifndef INTERLOCK_FIXED
    db.on<main_db>().save(gem);
#else
    db.on<gems>().save(gem);
#endif
}
