// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a query over two databases
// names: Gem
// names: gems
// names: main_db
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Reaction>().where(il::exists(il::from<Gem>())).all();
#else
    (void)db.from<Reaction>().where(il::exists(il::from<Remark>())).all();
#endif
}
