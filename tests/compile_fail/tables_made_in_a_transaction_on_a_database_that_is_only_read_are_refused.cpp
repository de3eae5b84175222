// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write to a database that this service only reads
// names: web
#include "web.hpp"

void use(il::session<assistant>& db) {
#ifndef INTERLOCK_FIXED
    auto tx = db.begin<web>();
    il::create_tables(tx);
#else
    il::create_tables(db);
#endif
}
