// SPDX-License-Identifier: BSL-1.0
// expect: interlock: in(), reading() or following() by the handle of a tenant
// names: main_db
// names: polls
#include "tenants.hpp"

#include <interlock/in.hpp>
#include <interlock/replicas.hpp>

void use(il::session<site>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.tenant("thor").in("default").from<Page>().all();
#else
    (void)db.in("default").from<Page>().all();
#endif
}
