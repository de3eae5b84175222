// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a query over two databases
// names: Gem
// names: gems
// names: main_db
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.update<Remark>()
        .from<Gem>(il::col<&Gem::id> == il::col<&Remark::text>)
        .set(il::col<& Remark::text> = "x")
        .run();
#else
    (void)db.update<Remark>()
        .from<Reaction>(il::col<&Reaction::equation> == il::col<&Remark::text>)
        .set(il::col<& Remark::text> = "x")
        .run();
#endif
}
