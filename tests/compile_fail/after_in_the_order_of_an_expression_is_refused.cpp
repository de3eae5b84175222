// SPDX-License-Identifier: BSL-1.0
// expect: interlock: after() of a query in the order of an expression
// names: Gem
#include "lists.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().order_by(il::ascending(il::lower(il::col<&Gem::id>))).limit(3).after("");
#else
    (void)db.from<Gem>().order_by(il::asc<&Gem::id>).limit(3).after("");
#endif
}
