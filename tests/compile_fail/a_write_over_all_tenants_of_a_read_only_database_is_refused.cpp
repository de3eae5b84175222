// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write to a database that this service only reads
// names: Poll
// names: all_tenants
#include "shared_tables.hpp"

using reading = il::service<il::databases<polls>, il::models<Poll>,
                            il::routers<il::read_only<polls>, il::tenanted<polls, il::column_per_tenant>>>;

void use(il::session<reading>& db) {
    auto everyone = db.on<il::all_tenants<polls>>();
#ifndef INTERLOCK_FIXED
    (void)everyone.remove<Poll>().run();
#else
    (void)everyone.from<Poll>().all();
#endif
}
