// SPDX-License-Identifier: BSL-1.0
// expect: interlock: in() takes values that are not null, and no blobs
// names: elements_cannot_be_listed
// names: optional
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Gem>().where(il::col<&Gem::year>.in(std::vector<std::optional<int>>(3))).all();
#else
    (void)db.from<Gem>().where(il::col<&Gem::year>.in(std::vector<int>(3))).all();
#endif
}
