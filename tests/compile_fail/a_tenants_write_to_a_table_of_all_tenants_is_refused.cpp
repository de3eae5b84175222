// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a tenant's write to a table without a tenant key
// names: Plan
#include "shared_tables.hpp"

void use(il::session<site>& db) {
#ifndef INTERLOCK_FIXED
    db.tenant("thor").insert(Plan{"small"});
#else
    (void)db.tenant("thor").from<Plan>().all();
    db.on<il::all_tenants<polls>>().insert(Plan{"small"});
#endif
}
