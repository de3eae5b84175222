// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a pointer to a member where an expression is wanted
// names: Gem
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().select(&Gem::id);
#else
    (void)db.from<Gem>().select(il::col<&Gem::id>);
#endif
}
