// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a window function within an aggregate or within another window
// names: row_number
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().select(il::rank().over(il::ordered_by(il::ascending(il::row_number().over()))));
#else
    (void)db.from<Gem>().select(il::rank().over(il::ordered_by(il::asc<&Gem::name>)));
#endif
}
