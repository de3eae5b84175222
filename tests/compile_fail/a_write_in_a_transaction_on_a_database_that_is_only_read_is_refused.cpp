// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write to a database that this service only reads
// names: Material
// names: web
#include "web.hpp"

void use(il::session<assistant>& db) {
#ifndef INTERLOCK_FIXED
    db.transaction<web>([](auto& tx) { tx.insert(Material{1, "Oxides"}); });
#else
    db.transaction<web>([](auto& tx) { return tx.template get<Material>(1); });
#endif
}
