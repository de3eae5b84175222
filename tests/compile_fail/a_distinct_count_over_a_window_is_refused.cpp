// SPDX-License-Identifier: BSL-1.0
// expect: interlock: count_distinct() or sum_distinct() over a window
// names: Gem
// names: name
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().select(il::count_distinct(il::col<&Gem::name>).over());
#else
    (void)db.from<Gem>().select(il::count(il::col<&Gem::name>).over());
#endif
}
