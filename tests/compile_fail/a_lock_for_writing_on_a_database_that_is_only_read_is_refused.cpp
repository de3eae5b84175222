// SPDX-License-Identifier: BSL-1.0
// expect: interlock: options of a transaction that exclude each other
// names: immediate
#include "web.hpp"

void use(il::session<assistant>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.begin<web, il::mode::immediate>();
#else
    (void)db.begin<web>();
#endif
}
