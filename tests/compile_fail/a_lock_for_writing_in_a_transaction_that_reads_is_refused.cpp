// SPDX-License-Identifier: BSL-1.0
// expect: interlock: options of a transaction that exclude each other
// names: mode
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.begin<gems, il::mode::read_only, il::mode::exclusive>();
#else
    (void)db.begin<gems, il::mode::read_only, il::mode::deferred>();
#endif
}
