// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write to a database that this service only reads
// names: advisory_locks
// names: web
// needs: postgres
#include "web_server.hpp"

void use(il::session<assistant>& db) {
#ifndef INTERLOCK_FIXED
    db.begin<web>().advisory_lock(7);
#else
    db.begin<main_db>().advisory_lock(7);
#endif
}
