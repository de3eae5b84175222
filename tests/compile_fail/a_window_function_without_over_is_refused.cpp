// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a window function without its window
// names: row_number
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().select(il::row_number());
#else
    (void)db.from<Gem>().select(il::row_number().over());
#endif
}
