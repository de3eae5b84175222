// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a database of tenants without a tenant
// names: polls
#include "tenants.hpp"

void use(il::session<site>& db) {
#ifndef INTERLOCK_FIXED
    db.transaction<polls>([](auto& tx) { tx.insert(Poll{1, "x"}); });
#else
    db.tenant("thor").transaction<polls>([](auto& tx) { tx.insert(Poll{1, "x"}); });
#endif
}
