// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a query over two databases
// names: Gem
// names: gems
// names: main_db
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    db.insert_from<Remark, &Remark::text>(il::from<Gem>().select(il::col<&Gem::id>));
#else
    db.insert_from<Remark, &Remark::text>(il::from<Reaction>().select(il::col<&Reaction::equation>));
#endif
}
