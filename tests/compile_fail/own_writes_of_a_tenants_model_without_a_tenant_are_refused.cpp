// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a query on a tenant's rows without a tenant
// names: Poll
// names: polls
#include "tenants.hpp"

#include <interlock/replicas.hpp>

void use(il::session<site>& db, const il::own_writes& mine) {
    auto me = db.following(mine);
#ifndef INTERLOCK_FIXED
    (void)me.from<Poll>().all();
#else
    (void)me.from<Page>().all();
#endif
    (void)me.token("a key of a program's own");
}
