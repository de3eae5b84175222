// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a window function where rows are still being chosen
// names: Gem
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().where(il::row_number().over() == 1).all();
#else
    (void)db.from<Gem>().select(il::row_number().over()).all();
#endif
}
