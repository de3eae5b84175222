// SPDX-License-Identifier: BSL-1.0
// expect: interlock: an explicit database where the model's table may not exist
// names: Gem
// names: main_db
// names: service
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    db.on<main_db>().insert(Gem{});
#else
    db.on<gems>().insert(Gem{});
#endif
}
