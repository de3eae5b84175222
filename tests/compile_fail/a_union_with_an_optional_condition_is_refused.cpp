// SPDX-License-Identifier: BSL-1.0
// expect: interlock: where_if() in a subquery
// names: curated
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().where_if(true, il::col<&Gem::curated>).except(il::from<Gem>()).all();
#else
    (void)db.from<Gem>().where(il::col<&Gem::curated>).except(il::from<Gem>()).all();
#endif
}
