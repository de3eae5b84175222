// SPDX-License-Identifier: BSL-1.0
// expect: interlock: an update sets a column twice
// names: Gem
// names: reactions
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.update<Gem>().set(il::col<& Gem::reactions> = 1, il::col<& Gem::reactions> = 2).run();
#else
    (void)db.update<Gem>().set(il::col<& Gem::reactions> = 1, il::col<& Gem::year> = 2).run();
#endif
}
