// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a tenant's write to a table without a tenant key
// names: Plan
#include "shared_tables.hpp"

void use(il::session<site>& db) {
    auto tx = db.tenant("thor").begin<polls>();
#ifndef INTERLOCK_FIXED
    (void)tx.remove<Plan>().returning().all();
#else
    (void)tx.remove<Poll>().returning().all();
#endif
}
