// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a query over two databases
// names: Page
// names: polls
// names: main_db
#include "tenants.hpp"

void use(il::session<site>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.tenant("thor").from<Poll>().join<Page>(il::col<&Poll::id> == il::col<&Page::poll>).all();
#else
    (void)db.tenant("thor").from<Poll>().join<Choice>(il::col<&Poll::id> == il::col<&Choice::poll>).all();
#endif
}
