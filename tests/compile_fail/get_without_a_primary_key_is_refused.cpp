// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a model without a primary key
// names: Remark
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.get<Remark>("x");
#else
    (void)db.get<Gem>("x");
#endif
}
