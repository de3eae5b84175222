// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a comparison of two types that no row could match
// names: types_do_not_compare
// names: basic_string
// names: long
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().where(il::col<&Gem::id>.in({7, 8})).all();
#else
    (void)db.from<Gem>().where(il::col<&Gem::id>.in({"7", "8"})).all();
#endif
}
