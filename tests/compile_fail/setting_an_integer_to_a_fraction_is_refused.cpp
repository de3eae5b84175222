// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a column is set to a value of another type
// names: Gem
// names: reactions
// names: double
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.update<Gem>().set(il::col<& Gem::reactions> = 7.5).run();
#else
    (void)db.update<Gem>().set(il::col<& Gem::reactions> = 7).run();
#endif
}
