// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a database that the service does not list
// names: elsewhere
#include "tenants.hpp"

void use(il::session<site>& db) {
#ifndef INTERLOCK_FIXED
    struct elsewhere : il::database<"elsewhere", il::sqlite> {};
    (void)db.tenant("thor").on<elsewhere>().get<Poll>(1);
#else
    (void)db.tenant("thor").on<polls>().get<Poll>(1);
#endif
}
