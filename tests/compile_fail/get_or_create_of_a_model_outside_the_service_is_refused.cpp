// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a model that the service does not list
// names: Stranger
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.get_or_create(Stranger{}, il::by<&Stranger::id>);
#else
    (void)db.get_or_create(Gem{}, il::by<&Gem::id>);
#endif
}
