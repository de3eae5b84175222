// SPDX-License-Identifier: BSL-1.0
// expect: interlock: all tenants at once, who do not share tables
// names: polls
#include "shared_tables.hpp"

#ifndef INTERLOCK_FIXED
using wrong = il::service<il::databases<polls>, il::models<Poll>, il::routers<il::tenanted<polls>>>;
#else
using wrong = shared<polls, Poll>;
#endif

void use(il::session<wrong>& db) { (void)db.on<il::all_tenants<polls>>().from<Poll>().all(); }
