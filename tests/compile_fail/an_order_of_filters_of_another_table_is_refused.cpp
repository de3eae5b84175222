// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a column of a table that is not in the query
// names: Gem
// names: Reaction
#include "lists.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().order_by(il::filters<Reaction>()).all();
#else
    (void)db.from<Gem>().order_by(il::filters<Gem>()).all();
#endif
}
