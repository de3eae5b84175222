// SPDX-License-Identifier: BSL-1.0
// expect: interlock: these values are not the model's primary key
// names: Poll
#include "shared_tables.hpp"

void use(il::session<site>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.tenant("thor").get<Poll>("potter", 1);
#else
    (void)db.tenant("thor").get<Poll>(1);
    (void)db.on<il::all_tenants<polls>>().get<Poll>("potter", 1);
#endif
}
