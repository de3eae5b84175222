// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write in a transaction that only reads
// names: Gem
// names: gems
#include "atlas.hpp"

#include <interlock/tracked.hpp>

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    auto tx = db.begin<gems, il::mode::read_only>();
#else
    auto tx = db.begin<gems>();
#endif
    tx.load<Gem>("1").save();
}
