// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a database of tenants without a tenant
// names: polls
#include "tenants.hpp"

void use(il::session<site>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.on<polls>().get<Poll>(1);
#else
    (void)db.tenant("thor").on<polls>().get<Poll>(1);
#endif
}
