// SPDX-License-Identifier: BSL-1.0
// expect: interlock: an aggregate is filtered twice
// names: Gem
// names: curated
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>()
        .select(il::count().filter(il::col<&Gem::curated>).filter(il::col<&Gem::reactions> > 1))
        .all();
#else
    (void)db.from<Gem>()
        .select(il::count().filter(il::col<&Gem::curated> && il::col<&Gem::reactions> > 1))
        .all();
#endif
}
