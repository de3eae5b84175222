// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a column that is neither grouped nor aggregated
// names: Reaction
// names: id
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Reaction>()
        .group_by(il::col<&Reaction::equation>)
        .having(il::exists(
            il::from<Remark>().where(il::length(il::col<&Remark::text>) == il::outer<&Reaction::id>)));
#else
    (void)db.from<Reaction>()
        .group_by(il::col<&Reaction::equation>)
        .having(
            il::exists(il::from<Remark>().where(il::col<&Remark::text> == il::outer<&Reaction::equation>)));
#endif
}
