// SPDX-License-Identifier: BSL-1.0
// expect: interlock: distinct_on() is PostgreSQL's alone
// names: sqlite
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().distinct_on(il::col<&Gem::name>).all();
#else
    (void)db.from<Gem>().distinct().all();
#endif
}
