// SPDX-License-Identifier: BSL-1.0
// expect: interlock: il::arg stands for no value, so the query cannot run
// names: il_arg_has_no_value
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().where(il::col<&Gem::id>.in(il::arg)).all();
#else
    (void)il::sql<il::sqlite>(db.from<Gem>().where(il::col<&Gem::id>.in(il::arg)));
#endif
}
