// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a value that may be null is compared by its order
// names: null_has_no_order
// names: optional
#include "atlas.hpp"

void use(il::session<atlas>& db) {
    const std::optional<int> when;
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().where(il::col<&Gem::year>.between(1, when)).all();
#else
    (void)db.from<Gem>().where(il::col<&Gem::year>.between(1, when.value_or(2))).all();
#endif
}
