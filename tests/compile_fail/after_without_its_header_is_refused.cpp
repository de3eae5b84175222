// SPDX-License-Identifier: BSL-1.0
// expect: interlock: after() or page() without their header
// names: Gem
#include "atlas.hpp"

#ifdef INTERLOCK_FIXED
#include <interlock/dynamic.hpp>
#endif

void use(il::session<atlas>& db) { (void)db.from<Gem>().limit(3).after(""); }
