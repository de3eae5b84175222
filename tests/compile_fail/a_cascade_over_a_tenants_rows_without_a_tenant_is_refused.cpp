// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a database of tenants without a tenant
// names: polls
#include "tenants.hpp"

void use(il::session<site>& db) {
#ifndef INTERLOCK_FIXED
    (void)il::remove_cascading<Poll>(db, il::col<&Poll::id> == 1);
#else
    auto thor = db.tenant("thor");
    (void)il::remove_cascading<Poll>(thor, il::col<&Poll::id> == 1);
#endif
}
