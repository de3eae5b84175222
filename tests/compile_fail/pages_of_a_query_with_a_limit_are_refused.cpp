// SPDX-License-Identifier: BSL-1.0
// expect: interlock: page() of a query with a limit or an offset
// names: Gem
#include "lists.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().order_by(il::asc<&Gem::id>).limit(20).page(1, 20);
#else
    (void)db.from<Gem>().order_by(il::asc<&Gem::id>).page(1, 20);
#endif
}
