// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a column of a table that is not in the query
// names: Gem
// names: id
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Reaction>()
        .where(il::exists(il::from<Remark>().where(
            il::exists(il::from<Reaction>().where(il::col<&Reaction::equation> == il::outer<&Gem::id>)))))
        .all();
#else
    (void)db.from<Reaction>()
        .where(il::exists(il::from<Remark>().where(il::exists(
            il::from<Reaction>().where(il::col<&Reaction::equation> == il::outer<&Remark::text>)))))
        .all();
#endif
}
