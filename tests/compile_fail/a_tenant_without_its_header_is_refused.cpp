// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a tenant of a service that has none
// names: Gem
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.tenant("thor").from<Gem>().all();
#else
    (void)db.from<Gem>().all();
#endif
}
