// SPDX-License-Identifier: BSL-1.0
// expect: interlock: an aggregate of outer columns alone
// names: Reaction
// names: id
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Reaction>()
        .select(il::scalar(il::from<Remark>().select(il::sum(il::outer<&Reaction::id>))))
        .all();
#else
    (void)db.from<Reaction>()
        .select(il::scalar(il::from<Remark>().select(
            il::sum(il::length(il::col<&Remark::text>) + il::outer<&Reaction::id>))))
        .all();
#endif
}
