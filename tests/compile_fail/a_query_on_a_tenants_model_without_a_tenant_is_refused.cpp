// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a query on a tenant's rows without a tenant
// names: Poll
// names: polls
#include "tenants.hpp"

void use(il::session<site>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Poll>().where(il::col<&Poll::id> > 1).all();
#else
    (void)db.tenant("thor").from<Poll>().where(il::col<&Poll::id> > 1).all();
#endif
}
