// SPDX-License-Identifier: BSL-1.0
// expect: interlock: these values have no common type
// names: int
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().select(il::coalesce(il::col<&Gem::year>, "none")).all();
#else
    (void)db.from<Gem>().select(il::coalesce(il::col<&Gem::year>, 0)).all();
#endif
}
