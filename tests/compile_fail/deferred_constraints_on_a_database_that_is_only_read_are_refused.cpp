// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write to a database that this service only reads
// names: deferred_constraints
// names: web
// needs: postgres
#include "web_server.hpp"

void use(il::session<assistant>& db) {
#ifndef INTERLOCK_FIXED
    db.begin<web>().defer_constraints();
#else
    db.begin<main_db>().defer_constraints();
#endif
}
