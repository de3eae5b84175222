// SPDX-License-Identifier: BSL-1.0
// expect: interlock: the tenants of a database that has none
// names: main_db
#include "tenants.hpp"

void use(il::session<site>& db) {
#ifndef INTERLOCK_FIXED
    (void)il::tenants_of<main_db>(db).names();
#else
    (void)il::tenants_of<polls>(db).names();
#endif
}
