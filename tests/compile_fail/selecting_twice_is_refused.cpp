// SPDX-License-Identifier: BSL-1.0
// expect: interlock: select() is called once
// names: Gem
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().select(il::col<&Gem::id>).select(il::col<&Gem::name>).all();
#else
    (void)db.from<Gem>().select(il::col<&Gem::id>, il::col<&Gem::name>).all();
#endif
}
