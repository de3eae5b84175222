// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a tenant of a service that has none
// names: polls
#include "tenants.hpp"

using plain = il::service<il::databases<main_db, polls>, il::models<Poll, Choice, Page>,
                          il::routers<il::route_app<"polls", polls>, il::route_rest<main_db>>>;

void use(il::session<plain>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.tenant("thor").from<Poll>().all();
#else
    (void)db.from<Poll>().all();
#endif
}
