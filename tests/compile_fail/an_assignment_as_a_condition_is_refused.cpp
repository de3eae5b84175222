// SPDX-License-Identifier: BSL-1.0
// expect: interlock: not a condition
// names: Gem
// names: curated
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().where(il::col<& Gem::curated> = true).all();
#else
    (void)db.from<Gem>().where(il::col<&Gem::curated> == true).all();
#endif
}
