// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a query without a session cannot run
// names: Gem
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db;
    (void)il::from<Gem>().explain();
#else
    (void)db.from<Gem>().explain();
#endif
}
