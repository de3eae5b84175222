// SPDX-License-Identifier: BSL-1.0
// expect: interlock: an aggregate where each row is looked at by itself
// names: Gem
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().where(il::count() > 3).all();
#else
    (void)db.from<Gem>().group_by(il::col<&Gem::name>).having(il::count() > 3).select(il::count()).all();
#endif
}
