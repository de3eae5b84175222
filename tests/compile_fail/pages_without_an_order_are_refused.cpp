// SPDX-License-Identifier: BSL-1.0
// expect: interlock: page() of a query without an order
// names: Gem
#include "lists.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().page(1, 20);
#else
    (void)db.from<Gem>().order_by(il::asc<&Gem::id>).page(1, 20);
#endif
}
