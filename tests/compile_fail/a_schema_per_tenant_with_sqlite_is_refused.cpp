// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a schema for each tenant in a database that may be SQLite
// names: polls
#include "tenants.hpp"

#ifndef INTERLOCK_FIXED
using strategy = il::schema_per_tenant;
#else
using strategy = il::database_per_tenant;
#endif
using schools =
    il::service<il::databases<main_db, polls>, il::models<Poll, Choice, Page>,
                il::routers<il::route_app<"polls", il::tenanted<polls, strategy>>, il::route_rest<main_db>>>;

void use(il::session<schools>& db) {
    il::create_tables(db);
    auto thor = db.tenant("thor");
    il::create_tables(thor);
    thor.insert(Poll{1, "x"});
    (void)thor.from<Poll>().all();
}
