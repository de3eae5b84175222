// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a database that the service does not list
// names: elsewhere
// names: service
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    struct elsewhere : il::database<"elsewhere", il::sqlite> {};
    (void)db.raw<elsewhere, il::reads, std::string>("SELECT id FROM gem").all();
#else
    (void)db.raw<gems, il::reads, std::string>("SELECT id FROM gem").all();
#endif
}
