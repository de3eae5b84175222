// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a query without a session cannot run
// names: Gem
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)il::update<Gem>().set(il::col<& Gem::curated> = true).run();
#else
    (void)db.update<Gem>().set(il::col<& Gem::curated> = true).run();
#endif
}
