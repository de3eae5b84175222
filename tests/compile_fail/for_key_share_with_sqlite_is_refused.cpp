// SPDX-License-Identifier: BSL-1.0
// expect: interlock: row locks are PostgreSQL's alone
// names: sqlite
// names: row_locks
#include "atlas.hpp"

void use(il::session<atlas>& db) {
    auto tx = db.begin<gems>();
#ifndef INTERLOCK_FIXED
    (void)tx.from<Gem>().for_key_share().all();
#else
    (void)tx.from<Gem>().all();
#endif
}
