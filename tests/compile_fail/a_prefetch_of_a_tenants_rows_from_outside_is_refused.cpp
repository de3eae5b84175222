// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a query on a tenant's rows without a tenant
// names: Poll
// names: polls
#include "tenants.hpp"

void use(il::session<site>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.tenant("thor").from<Page>().prefetch<&Page::poll>().all();
#else
    (void)db.tenant("thor").from<Poll>().prefetch<&Choice::poll>().all();
#endif
}
