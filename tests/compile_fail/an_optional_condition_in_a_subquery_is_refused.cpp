// SPDX-License-Identifier: BSL-1.0
// expect: interlock: where_if() in a subquery
// names: Remark
// names: text
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Reaction>()
        .where(il::exists(il::from<Remark>().where_if(true, il::col<&Remark::text> == "a")))
        .all();
#else
    (void)db.from<Reaction>()
        .where_if(true, il::exists(il::from<Remark>().where(il::col<&Remark::text> == "a")))
        .all();
#endif
}
