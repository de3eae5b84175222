// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write to a database that this service only reads
// names: Material
// names: web
#include "web.hpp"

void use(il::session<assistant>& db) {
#ifndef INTERLOCK_FIXED
    Material material{1, "Oxides"};
    std::vector<Chapter> chapters(2);
    il::insert_with<&Chapter::material_id>(db, material, chapters);
#else
    (void)db.from<Material>().prefetch<&Chapter::material_id>().all();
#endif
}
