// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a model that the service does not list
// names: Stranger
// names: service
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    auto tx = db.begin<gems>();
    (void)tx.from<Stranger>().all();
#else
    auto tx = db.begin<gems>();
    (void)tx.from<Gem>().all();
#endif
}
