// SPDX-License-Identifier: BSL-1.0
// expect: interlock: an insert from a query with more or fewer columns
// names: Remark
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    db.insert_from<Remark, &Remark::text>(il::from<Reaction>());
#else
    db.insert_from<Remark, &Remark::text>(il::from<Reaction>().select(il::col<&Reaction::equation>));
#endif
}
