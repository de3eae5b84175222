// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write to a database that this service only reads
// names: Material
// names: web
#include "web.hpp"

#ifndef INTERLOCK_FIXED
void use(il::session<assistant>& db) { db.update_many(std::vector<Material>(2)); }
#else
void use(il::session<trial>& db) { db.update_many(std::vector<Material>(2)); }
#endif
