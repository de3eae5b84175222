// SPDX-License-Identifier: BSL-1.0
// expect: interlock: select() of nothing
// names: Gem
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().select();
#else
    (void)db.from<Gem>().select(il::col<&Gem::id>);
#endif
}
