// SPDX-License-Identifier: BSL-1.0
// expect: interlock: two columns of an il::row have one name
// names: row_column
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>()
        .select(il::col<&Gem::id>, il::named<"id">(il::lower(il::col<&Gem::id>)))
        .as<il::row>()
        .all();
#else
    (void)db.from<Gem>()
        .select(il::col<&Gem::id>, il::named<"low">(il::lower(il::col<&Gem::id>)))
        .as<il::row>()
        .all();
#endif
}
