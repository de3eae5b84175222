// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write to a database that this service only reads
// names: Material
// names: web
#include "web.hpp"

void use(il::session<assistant>& db) {
#ifndef INTERLOCK_FIXED
    il::remove_cascading<Material>(db, il::col<&Material::id> == 1);
#else
    (void)db.from<Chapter>().with<&Chapter::material_id>().all();
#endif
}
