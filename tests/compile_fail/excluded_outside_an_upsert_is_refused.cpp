// SPDX-License-Identifier: BSL-1.0
// expect: interlock: il::excluded outside the condition of an upsert
// names: reactions
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().where(il::excluded<&Gem::reactions> > 3).all();
#else
    (void)db.from<Gem>().where(il::col<&Gem::reactions> > 3).all();
#endif
}
