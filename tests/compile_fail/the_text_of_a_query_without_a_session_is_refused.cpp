// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a query without a session cannot run
// names: Gem
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db;
    (void)il::from<Gem>().sql();
#else
    (void)db.from<Gem>().sql();
    (void)il::sql<il::sqlite>(il::from<Gem>());
#endif
}
