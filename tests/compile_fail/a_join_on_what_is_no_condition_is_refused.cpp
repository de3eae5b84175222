// SPDX-License-Identifier: BSL-1.0
// expect: interlock: not a condition
// names: text
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Reaction>().join<Remark>(il::col<&Remark::text>).all();
#else
    (void)db.from<Reaction>().join<Remark>(il::col<&Remark::text> == "x").all();
#endif
}
