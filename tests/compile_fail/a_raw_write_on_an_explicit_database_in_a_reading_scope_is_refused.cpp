// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write in a scope that only reads
// names: writes
#include "web.hpp"

#include <interlock/replicas.hpp>

void use(il::session<trial>& db) {
#ifndef INTERLOCK_FIXED
    db.reading().on<web>().raw<il::writes>("DELETE FROM tag").run();
#else
    db.on<web>().raw<il::writes>("DELETE FROM tag").run();
#endif
}
