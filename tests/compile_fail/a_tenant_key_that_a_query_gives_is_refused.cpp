// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a tenant's statement that sets the tenant key
// names: Poll
#include "shared_tables.hpp"

using il::col;

void use(il::session<site>& db) {
    auto thor = db.tenant("thor");
#ifndef INTERLOCK_FIXED
    (void)thor.insert_from<Poll, &Poll::tenant, &Poll::id, &Poll::question>(
        il::from<Poll>().select(col<&Poll::question>, col<&Poll::id> + 100, col<&Poll::question>));
#else
    (void)thor.insert_from<Poll, &Poll::id, &Poll::question>(
        il::from<Poll>().select(col<&Poll::id> + 100, col<&Poll::question>));
#endif
}
