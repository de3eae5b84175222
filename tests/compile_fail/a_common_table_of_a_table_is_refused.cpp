// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a common table has the model of a table that is there already
// names: Remark
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.with_table<Remark>(il::from<Reaction>().select(il::col<&Reaction::equation>))
        .from<Remark>()
        .all();
#else
    (void)db.from<Remark>().all();
#endif
}
