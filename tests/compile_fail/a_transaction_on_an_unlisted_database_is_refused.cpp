// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a database that the service does not list
// names: elsewhere
// names: service
#include "atlas.hpp"

struct elsewhere : il::database<"elsewhere", il::sqlite> {};

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    auto tx = db.begin<elsewhere>();
    tx.insert(Gem{});
    tx.commit();
#else
    auto tx = db.begin<gems>();
    tx.insert(Gem{});
    tx.commit();
#endif
}
