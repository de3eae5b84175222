// SPDX-License-Identifier: BSL-1.0
// expect: interlock: group_by() of nothing
// names: Gem
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().group_by();
#else
    (void)db.from<Gem>().group_by(il::col<&Gem::name>);
#endif
}
