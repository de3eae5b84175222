// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a raw write that reads rows
// names: Gem
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.raw<gems, il::writes, Gem>("DELETE FROM gem").run();
#else
    (void)db.raw<gems, il::writes>("DELETE FROM gem").run();
#endif
}
