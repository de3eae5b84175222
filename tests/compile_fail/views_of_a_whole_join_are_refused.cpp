// SPDX-License-Identifier: BSL-1.0
// expect: interlock: views of a join as a whole
// names: Reaction
// names: Remark
#include "atlas.hpp"

void use(il::session<atlas>& db) {
    const auto query =
        db.from<Reaction>().join<Remark>(il::col<&Remark::text> == il::col<&Reaction::equation>);
#ifndef INTERLOCK_FIXED
    (void)query.views();
#else
    (void)query.select(il::col<&Remark::text>).views();
#endif
}
