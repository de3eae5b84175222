// SPDX-License-Identifier: BSL-1.0
// expect: interlock: distinct rows are ordered by what is not selected
// names: Gem
// names: name
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    const auto known = il::coalesce(il::col<&Gem::name>, "none");
    (void)db.from<Gem>().select(known).distinct().order_by(il::ascending(known)).all();
#else
    const auto known = il::coalesce(il::col<&Gem::name>, "none");
    (void)db.from<Gem>().select(known).distinct().order_by(il::ascending(il::selected<0>)).all();
#endif
}
