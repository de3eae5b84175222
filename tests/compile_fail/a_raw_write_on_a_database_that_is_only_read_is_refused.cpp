// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write to a database that this service only reads
// names: writes
// names: web
#include "web.hpp"

void use(il::session<assistant>& db) {
#ifndef INTERLOCK_FIXED
    db.raw<web, il::writes>("DELETE FROM tag").run();
#else
    (void)db.raw<web, il::reads, int>("SELECT 1").one();
#endif
}
