// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a column is set to a value of another type
// names: text
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    db.insert_from<Remark, &Remark::text>(il::from<Reaction>().select(il::col<&Reaction::id>));
#else
    db.insert_from<Remark, &Remark::text>(il::from<Reaction>().select(il::col<&Reaction::equation>));
#endif
}
