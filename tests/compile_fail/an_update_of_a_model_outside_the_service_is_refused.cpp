// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a model that the service does not list
// names: Stranger
// names: service
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.update<Stranger>().set(il::col<& Stranger::id> = 7).run();
#else
    (void)db.update<Gem>().set(il::col<& Gem::id> = "7").run();
#endif
}
