// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a database of tenants without a tenant
// names: polls
#include "tenants.hpp"

void use(il::session<site>& db) {
#ifndef INTERLOCK_FIXED
    Poll poll{1, "x"};
    std::vector<Choice> choices{{1, 0}};
    il::insert_with<&Choice::poll>(db, poll, choices);
#else
    Poll poll{1, "x"};
    std::vector<Choice> choices{{1, 0}};
    auto thor = db.tenant("thor");
    il::insert_with<&Choice::poll>(thor, poll, choices);
#endif
}
