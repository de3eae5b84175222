// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write in a transaction that only reads
// names: Material
#include "web.hpp"

#include <interlock/replicas.hpp>

void use(il::session<trial>& db) {
    auto scope = db.reading();
#ifndef INTERLOCK_FIXED
    scope.on<web>().transaction([](auto& tx) { tx.insert(Material{1, "Oxides"}); });
#else
    scope.on<web>().transaction([](auto& tx) { return tx.template from<Material>().count(); });
#endif
}
