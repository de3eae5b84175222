// SPDX-License-Identifier: BSL-1.0
// expect: interlock: with() along a type
// names: Mix
#include "links.hpp"

void use(il::session<one_radio>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Mix>().with<il::link<Mix, Song>>().all();
#else
    (void)db.from<Mix>().prefetch<il::link<Mix, Song>>().all();
#endif
}
