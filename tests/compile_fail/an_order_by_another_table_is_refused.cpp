// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a column of a table that is not in the query, or a member that is not a field of its model
// names: Reaction
// names: equation
// names: Gem
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().order_by(il::asc<&Reaction::equation>).all();
#else
    (void)db.from<Gem>().order_by(il::asc<&Gem::id>).all();
#endif
}
