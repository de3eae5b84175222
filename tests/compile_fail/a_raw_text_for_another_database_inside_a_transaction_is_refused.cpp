// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a raw text for another database than that of its transaction
// names: main_db
// names: gems
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    auto tx = db.begin<main_db>();
    (void)tx.raw<gems, il::reads, std::string>("SELECT id FROM gem").all();
#else
    auto tx = db.begin<gems>();
    (void)tx.raw<gems, il::reads, std::string>("SELECT id FROM gem").all();
#endif
}
