// SPDX-License-Identifier: BSL-1.0
// expect: interlock: set() is called once, with all assignments
// names: Gem
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.update<Gem>().set(il::col<& Gem::curated> = true).set(il::col<& Gem::reactions> = 7).run();
#else
    (void)db.update<Gem>().set(il::col<& Gem::curated> = true, il::col<& Gem::reactions> = 7).run();
#endif
}
