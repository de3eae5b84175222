// SPDX-License-Identifier: BSL-1.0
// expect: interlock: these values are not the model's primary key
// names: Gem
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.get<Gem>("7", 7);
#else
    (void)db.get<Gem>("7");
#endif
}
