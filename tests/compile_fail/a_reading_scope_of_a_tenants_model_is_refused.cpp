// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a query on a tenant's rows without a tenant
// names: Poll
// names: polls
#include "tenants.hpp"

#include <interlock/replicas.hpp>

void use(il::session<site>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.reading().from<Poll>().all();
#else
    (void)db.reading().from<Page>().all();
#endif
}
