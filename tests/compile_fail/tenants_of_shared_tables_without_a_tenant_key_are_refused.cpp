// SPDX-License-Identifier: BSL-1.0
// expect: interlock: tenants in the same tables, and no model of the database has an il::tenant_key
// names: polls
#include "shared_tables.hpp"

#ifndef INTERLOCK_FIXED
using wrong = shared<polls, Plan>;
#else
using wrong = shared<polls, Plan, Poll>;
#endif

void use(il::session<wrong>& db) { (void)db.tenant("thor"); }
