// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write to a database that this service only reads
// names: Material
// names: web
#include "web.hpp"

void use(il::session<assistant>& db) {
#ifndef INTERLOCK_FIXED
    db.remove<Material>().where(il::col<&Material::id> == 1).run();
#else
    (void)db.from<Material>().where(il::col<&Material::id> == 1).count();
#endif
}
