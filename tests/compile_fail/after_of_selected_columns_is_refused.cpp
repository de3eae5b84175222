// SPDX-License-Identifier: BSL-1.0
// expect: interlock: after() of a query that selects columns
// names: Gem
#include "lists.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().select(il::col<&Gem::name>).limit(3).after("");
#else
    (void)db.from<Gem>().limit(3).after("");
#endif
}
