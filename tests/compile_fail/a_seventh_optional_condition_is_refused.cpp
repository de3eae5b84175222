// SPDX-License-Identifier: BSL-1.0
// expect: interlock: more than six optional conditions
// names: Gem
// names: curated
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    const auto c = il::col<&Gem::curated>;
    (void)db.from<Gem>()
        .where_if(true, c)
        .where_if(true, c)
        .where_if(true, c)
        .where_if(true, c)
        .where_if(true, c)
        .where_if(true, c)
        .where_if(true, c)
        .count();
#else
    const auto c = il::col<&Gem::curated>;
    (void)db.from<Gem>()
        .where_if(true, c)
        .where_if(true, c)
        .where_if(true, c)
        .where_if(true, c)
        .where_if(true, c)
        .where_if(true, c)
        .where(c)
        .count();
#endif
}
