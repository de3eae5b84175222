// SPDX-License-Identifier: BSL-1.0
// expect: interlock: set() takes assignments
// names: Gem
// names: reactions
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.update<Gem>().set(il::col<&Gem::reactions> == 1).where(il::col<&Gem::id> == "a").run();
#else
    (void)db.update<Gem>().set(il::col<& Gem::reactions> = 1).where(il::col<&Gem::id> == "a").run();
#endif
}
