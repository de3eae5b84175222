// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a raw text for another database than that of its transaction
// names: main_db
// names: gems
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.on<main_db>().raw<gems, il::writes>("DELETE FROM gem").run();
#else
    (void)db.on<gems>().raw<gems, il::writes>("DELETE FROM gem").run();
#endif
}
