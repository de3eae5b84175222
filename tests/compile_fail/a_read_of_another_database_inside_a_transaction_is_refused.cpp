// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a transaction touches another database
// names: Gem
// names: main_db
// names: service
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    auto tx = db.begin<main_db>();
    (void)tx.from<Gem>().count();
#else
    auto tx = db.begin<main_db>();
    (void)tx.from<Reaction>().count();
#endif
}
