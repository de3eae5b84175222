// SPDX-License-Identifier: BSL-1.0
// expect: interlock: as<il::row>() without select()
// names: all_columns
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().as<il::row>().all();
#else
    (void)db.from<Gem>().select(il::col<&Gem::id>).as<il::row>().all();
#endif
}
