// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a raw text of a tenant, whose tables all tenants share
// names: sqlite_connection
#include "shared_tables.hpp"

void use(il::session<site>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.tenant("thor").raw<polls, il::reads, std::string>("SELECT question FROM poll").all();
#else
    (void)db.raw<il::all_tenants<polls>, il::reads, std::string>("SELECT question FROM poll").all();
#endif
}
