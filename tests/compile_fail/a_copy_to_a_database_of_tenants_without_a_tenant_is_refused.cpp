// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a database of tenants without a tenant
// names: polls
#include "tenants.hpp"

void use(il::session<site>& db) {
#ifndef INTERLOCK_FIXED
    il::copy_to<polls>(db, Poll{1, "x"}, il::keep_key);
#else
    auto thor = db.tenant("thor");
    il::copy_to<polls>(thor, Poll{1, "x"}, il::keep_key);
#endif
}
