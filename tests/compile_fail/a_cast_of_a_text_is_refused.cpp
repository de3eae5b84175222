// SPDX-License-Identifier: BSL-1.0
// expect: interlock: no cast between these types
// names: double
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().select(il::cast<double>(il::col<&Gem::id>)).all();
#else
    (void)db.from<Gem>().select(il::cast<double>(il::col<&Gem::reactions>)).all();
#endif
}
