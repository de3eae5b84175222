// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a query without a session cannot run
// names: Gem
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)il::from<Gem>().first();
#else
    (void)db.from<Gem>().first();
#endif
}
