// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a copy with a new key of a model whose key is not il::generated
// names: Gem
#include "atlas.hpp"

#include <interlock/tracked.hpp>

void copy(il::session<atlas>& db) {
    auto gem = db.load<Gem>("13");
#ifndef INTERLOCK_FIXED
    const std::string key = gem.copy_to<gems>(il::new_key);
#else
    gem->id = "14";
    il::copy_to<gems>(db, *gem, il::keep_key);
#endif
}
