// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a transaction touches another database
// names: Reaction
// names: gems
// names: service
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    db.transaction<gems>([](auto& tx) { tx.insert(Reaction{}); });
#else
    db.transaction<gems>([](auto& tx) { tx.insert(Gem{}); });
#endif
}
