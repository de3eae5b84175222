// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a column that is neither grouped nor aggregated
// names: Gem
// names: year
// names: name
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().group_by(il::col<&Gem::name>).select(il::col<&Gem::year>, il::count()).all();
#else
    (void)db.from<Gem>().group_by(il::col<&Gem::name>).select(il::col<&Gem::name>, il::count()).all();
#endif
}
