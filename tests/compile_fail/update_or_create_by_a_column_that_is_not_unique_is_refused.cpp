// SPDX-License-Identifier: BSL-1.0
// expect: interlock: il::by names columns that may be equal in several rows
// names: Gem
// names: name
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.update_or_create(Gem{}, il::by<&Gem::name>);
#else
    (void)db.update_or_create(Gem{}, il::by<&Gem::id>);
#endif
}
