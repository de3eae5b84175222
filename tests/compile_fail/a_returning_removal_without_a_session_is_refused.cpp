// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a query without a session cannot run
// names: Gem
#include "atlas.hpp"

void use([[maybe_unused]] il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)il::remove<Gem>().returning().all();
#else
    (void)db.remove<Gem>().returning().all();
#endif
}
