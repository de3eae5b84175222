// SPDX-License-Identifier: BSL-1.0
// expect: interlock: after() of a query without a limit, or with an offset
// names: Gem
#include "lists.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().order_by(il::asc<&Gem::name>).after("");
#else
    (void)db.from<Gem>().order_by(il::asc<&Gem::name>).limit(3).after("");
#endif
}
