// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a schema for each tenant in a database that may be SQLite
// names: either_polls
// needs: postgres
#include "tenants.hpp"

#include <interlock/postgres.hpp>

#ifndef INTERLOCK_FIXED
struct either_polls : il::database<"polls", il::either<il::sqlite, il::postgres>> {};
#else
struct either_polls : il::database<"polls", il::postgres> {};
#endif
using schools =
    il::service<il::databases<main_db, either_polls>, il::models<Poll, Choice, Page>,
                il::routers<il::route_app<"polls", il::tenanted<either_polls, il::schema_per_tenant>>,
                            il::route_rest<main_db>>>;

void use(il::session<schools>& db) {
    auto thor = db.tenant("thor");
    il::create_tables(thor);
    (void)thor.from<Poll>().all();
}
