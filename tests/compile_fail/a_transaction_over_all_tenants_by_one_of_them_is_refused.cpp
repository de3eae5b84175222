// SPDX-License-Identifier: BSL-1.0
// expect: interlock: all tenants asked by the session of one of them
// names: polls
#include "shared_tables.hpp"

void use(il::session<site>& db) {
    const auto count = [](auto& tx) { return tx.template from<Poll>().count(); };
#ifndef INTERLOCK_FIXED
    (void)db.tenant("thor").transaction<il::all_tenants<polls>>(count);
#else
    (void)db.transaction<il::all_tenants<polls>>(count);
#endif
}
