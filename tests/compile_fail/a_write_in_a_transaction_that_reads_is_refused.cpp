// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write in a transaction that only reads
// names: Gem
// names: gems
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    db.transaction<gems, il::mode::read_only>([](auto& tx) { tx.insert(Gem{}); });
#else
    db.transaction<gems, il::mode::read_only>([](auto& tx) { return tx.template from<Gem>().count(); });
#endif
}
