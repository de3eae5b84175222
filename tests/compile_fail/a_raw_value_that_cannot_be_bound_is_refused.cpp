// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a value of this type cannot be bound
// names: Odd
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    struct Odd {};
    (void)db.raw<gems, il::writes>("DELETE FROM gem WHERE id = ?", Odd{}).run();
#else
    (void)db.raw<gems, il::writes>("DELETE FROM gem WHERE id = ?", "7").run();
#endif
}
