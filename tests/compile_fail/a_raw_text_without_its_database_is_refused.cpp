// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a raw text of which not enough is said
// names: reads
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.raw<il::reads, std::string>("SELECT id FROM gem").all();
#else
    (void)db.raw<gems, il::reads, std::string>("SELECT id FROM gem").all();
#endif
}
