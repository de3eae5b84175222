// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a query over two databases
// names: Gem
// names: gems
// names: main_db
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Remark>()
        .select(il::col<&Remark::text>)
        .union_all(il::from<Gem>().select(il::col<&Gem::id>))
        .all();
#else
    (void)db.from<Remark>()
        .select(il::col<&Remark::text>)
        .union_all(il::from<Reaction>().select(il::col<&Reaction::equation>))
        .all();
#endif
}
