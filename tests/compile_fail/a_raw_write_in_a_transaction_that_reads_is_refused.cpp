// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write in a transaction that only reads
// names: writes
// names: gems
#include "atlas.hpp"

void use(il::session<atlas>& db) {
    auto tx = db.begin<gems, il::mode::read_only>();
#ifndef INTERLOCK_FIXED
    tx.raw<il::writes>("DELETE FROM gem").run();
#else
    (void)tx.raw<il::reads, int>("SELECT 1").one();
#endif
}
