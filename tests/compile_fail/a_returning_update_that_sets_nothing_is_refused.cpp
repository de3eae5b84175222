// SPDX-License-Identifier: BSL-1.0
// expect: interlock: an update that sets nothing
// names: Gem
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.update<Gem>().where(il::col<&Gem::id> == "7").returning().all();
#else
    (void)db.update<Gem>().set(il::col<& Gem::year> = 7).where(il::col<&Gem::id> == "7").returning().all();
#endif
}
