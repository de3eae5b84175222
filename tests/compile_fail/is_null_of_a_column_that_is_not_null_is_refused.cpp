// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a column that is not null is tested for NULL
// names: Gem
// names: reactions
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().where(il::col<&Gem::reactions>.is_null()).all();
#else
    (void)db.from<Gem>().where(il::col<&Gem::year>.is_null()).all();
#endif
}
