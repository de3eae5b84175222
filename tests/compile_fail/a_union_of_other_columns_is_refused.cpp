// SPDX-License-Identifier: BSL-1.0
// expect: interlock: the sides of a union
// names: basic_string
// names: int
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>()
        .select(il::col<&Gem::id>)
        .union_all(il::from<Gem>().select(il::col<&Gem::reactions>))
        .all();
#else
    (void)db.from<Gem>()
        .select(il::col<&Gem::id>)
        .union_all(il::from<Gem>().select(il::col<&Gem::name>))
        .all();
#endif
}
