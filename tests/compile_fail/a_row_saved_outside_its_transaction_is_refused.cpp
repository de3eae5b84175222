// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a row that was loaded in a transaction, saved outside of it
// names: Gem
// names: gems
#include "atlas.hpp"

#include <interlock/tracked.hpp>

void move(il::session<atlas>& db) {
    auto tx = db.begin<gems>();
    auto gem = tx.load<Gem>("13");
#ifndef INTERLOCK_FIXED
    db.save(gem);
#else
    tx.save(gem);
#endif
}
