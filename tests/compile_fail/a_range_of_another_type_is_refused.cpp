// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a comparison of two types that no row could match
// names: types_do_not_compare
// names: int
// names: basic_string_view
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().where(il::col<&Gem::reactions>.between(1, "9")).all();
#else
    (void)db.from<Gem>().where(il::col<&Gem::reactions>.between(1, 9)).all();
#endif
}
