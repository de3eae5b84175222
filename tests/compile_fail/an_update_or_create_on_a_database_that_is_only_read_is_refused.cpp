// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write to a database that this service only reads
// names: Material
// names: web
#include "web.hpp"

#ifndef INTERLOCK_FIXED
void use(il::session<assistant>& db) { (void)db.update_or_create(Material{1, "Oxides"}); }
#else
void use(il::session<trial>& db) { (void)db.update_or_create(Material{1, "Oxides"}); }
#endif
