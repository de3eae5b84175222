// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write to a database that this service only reads
// names: Material
// names: web
// needs: postgres
#include "web_server.hpp"

void use(il::session<assistant>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.begin<web>().from<Material>().for_update().first();
#else
    (void)db.begin<web>().from<Material>().first();
#endif
}
