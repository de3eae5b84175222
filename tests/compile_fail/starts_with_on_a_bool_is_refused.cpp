// SPDX-License-Identifier: BSL-1.0
// expect: interlock: like, starts_with, ends_with and contains match text
// names: Gem
// names: curated
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().where(il::col<&Gem::curated>.starts_with("t")).all();
#else
    (void)db.from<Gem>().where(il::col<&Gem::id>.starts_with("t")).all();
#endif
}
