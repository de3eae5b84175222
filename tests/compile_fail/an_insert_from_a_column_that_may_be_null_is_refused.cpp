// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a column that is not null is set to a value that may be
// names: text
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    db.insert_from<Remark, &Remark::text>(il::from<Reaction>().select(il::min(il::col<&Reaction::equation>)));
#else
    db.insert_from<Remark, &Remark::text>(il::from<Reaction>().select(il::col<&Reaction::equation>));
#endif
}
