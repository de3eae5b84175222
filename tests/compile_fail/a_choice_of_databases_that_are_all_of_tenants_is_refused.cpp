// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a database chosen by its alias, where all
// names: polls
#include "tenants.hpp"

#include <interlock/in.hpp>

using service = il::service<il::databases<polls>, il::models<Poll, Choice>, il::routers<il::tenanted<polls>>>;

void use(il::session<service>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.in("polls").from<Poll>().all();
#else
    (void)db.tenant("thor").from<Poll>().all();
#endif
}
