// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a window function where rows are still being chosen
// names: Gem
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().group_by(il::row_number().over());
#else
    (void)db.from<Gem>().group_by(il::col<&Gem::name>);
#endif
}
