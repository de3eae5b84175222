// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a column that is not null is set to a value that may be null
// names: Gem
// names: reactions
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.update<Gem>().set(il::col<& Gem::reactions> = il::col<&Gem::year>).run();
#else
    (void)db.update<Gem>().set(il::col<& Gem::year> = il::col<&Gem::reactions>).run();
#endif
}
