// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a subquery that stands for a value has one column
// names: Remark
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Reaction>().where(il::col<&Reaction::equation>.in(il::from<Remark>())).all();
#else
    (void)db.from<Reaction>()
        .where(il::col<&Reaction::equation>.in(il::from<Remark>().select(il::col<&Remark::text>)))
        .all();
#endif
}
