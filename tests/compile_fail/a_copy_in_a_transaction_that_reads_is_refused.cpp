// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write in a transaction that only reads
// names: Gem
// names: gems
#include "atlas.hpp"

#include <interlock/tracked.hpp>

void copy(il::session<atlas>& db, const Gem& gem) {
#ifndef INTERLOCK_FIXED
    auto tx = db.begin<gems, il::mode::read_only>();
#else
    auto tx = db.begin<gems>();
#endif
    il::copy_to<gems>(tx, gem, il::keep_key);
}
