// SPDX-License-Identifier: BSL-1.0
// expect: interlock: all tenants asked by the session of one of them
// names: polls
#include "shared_tables.hpp"

void use(il::session<site>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.tenant("thor").on<il::all_tenants<polls>>().from<Poll>().all();
#else
    (void)db.on<il::all_tenants<polls>>().from<Poll>().all();
#endif
}
