// SPDX-License-Identifier: BSL-1.0
// expect: interlock: an insert from a query names a member that is not a field
// names: Remark
// names: equation
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    db.insert_from<Remark, &Reaction::equation>(il::from<Reaction>().select(il::col<&Reaction::equation>));
#else
    db.insert_from<Remark, &Remark::text>(il::from<Reaction>().select(il::col<&Reaction::equation>));
#endif
}
