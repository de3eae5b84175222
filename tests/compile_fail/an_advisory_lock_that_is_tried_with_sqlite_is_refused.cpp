// SPDX-License-Identifier: BSL-1.0
// expect: interlock: advisory locks are PostgreSQL's alone
// names: sqlite
// names: advisory_locks
#include "atlas.hpp"

void use(il::session<atlas>& db) {
    auto tx = db.begin<gems>();
#ifndef INTERLOCK_FIXED
    (void)tx.try_advisory_lock(7, 8);
#else
    tx.commit();
#endif
}
