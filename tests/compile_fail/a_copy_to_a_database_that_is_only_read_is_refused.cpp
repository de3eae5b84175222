// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write to a database that this service only reads
// names: Material
// names: web
#include "web.hpp"

void use(il::session<assistant>& db) {
#ifndef INTERLOCK_FIXED
    il::copy_to<web>(db, Material{1, "Oxides"}, il::keep_key);
#else
    (void)db.get<Material>(1);
#endif
}
