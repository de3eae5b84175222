// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a deferrable transaction that is not read-only and serializable
// names: mode
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.begin<gems, il::mode::deferrable>();
#else
    (void)db.begin<gems, il::mode::deferred>();
#endif
}
