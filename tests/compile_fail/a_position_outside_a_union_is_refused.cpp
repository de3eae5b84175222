// SPDX-License-Identifier: BSL-1.0
// expect: interlock: il::selected names a column of a union
// names: selected_column
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().order_by(il::ascending(il::selected<0>));
#else
    (void)db.from<Gem>().union_all(il::from<Gem>()).order_by(il::ascending(il::selected<0>));
#endif
}
