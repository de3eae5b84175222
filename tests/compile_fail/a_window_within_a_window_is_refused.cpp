// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a window function within an aggregate or within another window
// names: row_number
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().select(il::sum(il::row_number().over()).over());
#else
    (void)db.from<Gem>().select(il::sum(il::col<&Gem::reactions>).over());
#endif
}
