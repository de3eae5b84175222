// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a tenant's statement that sets the tenant key
// names: Poll
#include "shared_tables.hpp"

using il::col;

void use(il::session<site>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.tenant("thor").update<Poll>().set(col<& Poll::tenant> = "potter").run();
#else
    (void)db.tenant("thor").update<Poll>().set(col<& Poll::question> = "?").run();
    (void)db.on<il::all_tenants<polls>>().update<Poll>().set(col<& Poll::tenant> = "potter").run();
#endif
}
