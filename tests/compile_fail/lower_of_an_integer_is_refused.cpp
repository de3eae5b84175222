// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a function of text is given a value of another type
// names: Gem
// names: reactions
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().where(il::lower(il::col<&Gem::reactions>) == "a").all();
#else
    (void)db.from<Gem>().where(il::lower(il::col<&Gem::id>) == "a").all();
#endif
}
