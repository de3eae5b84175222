// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a database of tenants without a tenant
// names: polls
#include "tenants.hpp"

void use(il::session<site>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.raw<polls, il::reads, std::int64_t>("SELECT count(*) FROM polls_poll").one();
#else
    (void)db.tenant("thor").raw<polls, il::reads, std::int64_t>("SELECT count(*) FROM polls_poll").one();
#endif
}
