// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write to a database that this service only reads
// names: writes
// names: web
#include "web.hpp"

void use(il::session<assistant>& db) {
#ifndef INTERLOCK_FIXED
    db.raw<web, il::writes, std::string>("DELETE FROM tag RETURNING name").all();
#else
    (void)db.raw<web, il::reads, std::string>("SELECT name FROM tag").all();
#endif
}
