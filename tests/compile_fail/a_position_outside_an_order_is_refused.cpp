// SPDX-License-Identifier: BSL-1.0
// expect: interlock: il::selected names a column of the result in order_by()
// names: selected_column
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().where(il::selected<0> == 3);
#else
    (void)db.from<Gem>().where(il::col<&Gem::reactions> == 3).order_by(il::ascending(il::selected<0>));
#endif
}
