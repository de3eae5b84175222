// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a comparison of two types that no row could match
// names: types_do_not_compare
// names: bool
// names: long
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().where(il::col<&Gem::curated> == 1).all();
#else
    (void)db.from<Gem>().where(il::col<&Gem::curated> == true).all();
#endif
}
