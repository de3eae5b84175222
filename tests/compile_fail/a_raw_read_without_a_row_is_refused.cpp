// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a raw read that does not say what its rows are read into
// names: gems
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.raw<gems, il::reads>("SELECT id FROM gem").all();
#else
    (void)db.raw<gems, il::reads, std::string>("SELECT id FROM gem").all();
#endif
}
