// SPDX-License-Identifier: BSL-1.0
// expect: interlock: distinct rows are ordered by what is not selected
// names: Gem
// names: reactions
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().select(il::col<&Gem::name>).distinct().order_by(il::asc<&Gem::reactions>).all();
#else
    (void)db.from<Gem>().select(il::col<&Gem::name>).distinct().order_by(il::asc<&Gem::name>).all();
#endif
}
