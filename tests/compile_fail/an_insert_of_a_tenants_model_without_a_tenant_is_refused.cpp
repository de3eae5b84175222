// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a query on a tenant's rows without a tenant
// names: Poll
// names: polls
#include "tenants.hpp"

void use(il::session<site>& db) {
#ifndef INTERLOCK_FIXED
    db.insert(Poll{1, "x"});
#else
    db.tenant("thor").insert(Poll{1, "x"});
#endif
}
