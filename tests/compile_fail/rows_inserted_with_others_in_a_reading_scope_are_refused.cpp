// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write in a scope that only reads
// names: Material
#include "web.hpp"

#include <interlock/replicas.hpp>

void use(il::session<trial>& db) {
    Material material{1, "Oxides"};
    std::vector<Chapter> chapters(2);
#ifndef INTERLOCK_FIXED
    il::insert_with<&Chapter::material_id>(db.reading().on<web>(), material, chapters);
#else
    il::insert_with<&Chapter::material_id>(db.on<web>(), material, chapters);
#endif
}
