// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write to a database that this service only reads
// names: Material
// names: web
#include "web.hpp"

#include <interlock/in.hpp>

void use(il::session<assistant>& db) {
#ifndef INTERLOCK_FIXED
    db.in("mk_web_core").insert(Material{1, "Oxides"});
#else
    (void)db.in("mk_web_core").find<Material>(1);
    db.in("default").insert(Answer{1, 1});
#endif
}
