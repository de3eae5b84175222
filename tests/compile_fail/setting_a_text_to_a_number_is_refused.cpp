// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a column is set to a value of another type
// names: Gem
// names: name
// names: long
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.update<Gem>().set(il::col<& Gem::name> = 7).run();
#else
    (void)db.update<Gem>().set(il::col<& Gem::name> = "7").run();
#endif
}
