// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a value of this type cannot be bound
// names: Extent
#include "atlas.hpp"

struct Extent {
    int width = 0;
};

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().where(il::col<&Gem::reactions> == Extent{}).all();
#else
    (void)db.from<Gem>().where(il::col<&Gem::reactions> == Extent{}.width).all();
#endif
}
