// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a query without a session cannot run
// names: Gem
#include "lists.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db;
    (void)il::from<Gem>().limit(3).after("");
#else
    (void)db.from<Gem>().limit(3).after("");
#endif
}
