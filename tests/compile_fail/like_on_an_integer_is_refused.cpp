// SPDX-License-Identifier: BSL-1.0
// expect: interlock: like, starts_with, ends_with and contains match text
// names: Gem
// names: reactions
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().where(il::col<&Gem::reactions>.like("7%")).all();
#else
    (void)db.from<Gem>().where(il::col<&Gem::id>.like("7%")).all();
#endif
}
