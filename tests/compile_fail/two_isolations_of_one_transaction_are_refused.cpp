// SPDX-License-Identifier: BSL-1.0
// expect: interlock: options of a transaction that exclude each other
// names: isolation
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.begin<gems, il::isolation::serializable, il::isolation::read_committed>();
#else
    (void)db.begin<gems, il::isolation::serializable, il::mode::read_only>();
#endif
}
