// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write to a database that this service only reads
// names: Material
// names: web
#include "web.hpp"

void use(il::session<assistant>& db) {
#ifndef INTERLOCK_FIXED
    auto tx = db.begin<web>();
    il::remove_cascading<Material>(tx, il::col<&Material::id> == 1);
#else
    auto tx = db.begin<web>();
    (void)tx.from<Chapter>().join<&Chapter::material_id>().all();
#endif
}
