// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write to a database that this service only reads
// names: prepared_transactions
// names: web
// needs: postgres
#include "web_server.hpp"

void use(il::session<assistant>& db) {
#ifndef INTERLOCK_FIXED
    (void)il::recover<main_db, web>(db);
#else
    (void)il::recover<main_db>(db);
#endif
}
