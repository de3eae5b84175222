// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a pattern that is no text
// names: Gem
// names: name
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().where(il::col<&Gem::name>.contains(il::col<&Gem::id>));
#else
    (void)db.from<Gem>().where(il::col<&Gem::name>.contains("x"));
#endif
}
