// SPDX-License-Identifier: BSL-1.0
// expect: interlock: what is done with databases as a whole
// names: tenant_handle
#include "tenants.hpp"

#include <interlock/outbox.hpp>

void use(il::session<site>& db) {
#ifndef INTERLOCK_FIXED
    (void)il::deliver(db.tenant("thor"));
#else
    (void)il::deliver(db);
    il::create_tables(db.tenant("thor"));
#endif
}
