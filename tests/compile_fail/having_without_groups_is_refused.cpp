// SPDX-License-Identifier: BSL-1.0
// expect: interlock: having() without group_by()
// names: Gem
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().having(il::count() > 1).select(il::count()).all();
#else
    (void)db.from<Gem>().group_by(il::col<&Gem::name>).having(il::count() > 1).select(il::count()).all();
#endif
}
