// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a model that the service does not list
// names: Stranger
// names: service
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.on<gems>().from<Stranger>().all();
#else
    (void)db.on<gems>().from<Gem>().all();
#endif
}
