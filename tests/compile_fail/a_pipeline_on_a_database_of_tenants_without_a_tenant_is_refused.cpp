// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a database of tenants without a tenant
// names: polls
#include "tenants.hpp"

void use(il::session<site>& db) {
#ifndef INTERLOCK_FIXED
    db.pipeline<polls>().insert(Poll{1, "x"});
#else
    db.tenant("thor").pipeline<polls>().insert(Poll{1, "x"});
#endif
}
