// SPDX-License-Identifier: BSL-1.0
// expect: interlock: an option that transactions do not have
// names: 5
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.begin<gems, 5>();
#else
    (void)db.begin<gems, il::isolation::serializable>();
#endif
}
