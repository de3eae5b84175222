// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a query over two databases
// names: Gem
// names: gems
// names: main_db
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Remark>().join<Gem>(il::col<&Remark::text> == il::col<&Gem::id>).all();
#else
    (void)db.from<Remark>().join<Reaction>(il::col<&Remark::text> == il::col<&Reaction::equation>).all();
#endif
}
