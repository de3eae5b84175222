// SPDX-License-Identifier: BSL-1.0
// expect: interlock: an aggregate where each row is looked at by itself
// names: Gem
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.update<Gem>().set(il::col<& Gem::reactions> = il::count()).run();
#else
    (void)db.update<Gem>().set(il::col<& Gem::reactions> = il::col<&Gem::reactions> + 1).run();
#endif
}
