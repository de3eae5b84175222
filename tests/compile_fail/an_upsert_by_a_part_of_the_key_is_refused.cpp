// SPDX-License-Identifier: BSL-1.0
// expect: interlock: il::by names columns that may be equal in several rows
// names: Reaction
// names: id
#include "atlas.hpp"

void use(il::session<atlas>& db) {
#ifndef INTERLOCK_FIXED
    db.upsert(Reaction{}, il::by<&Reaction::id>);
#else
    db.upsert(Reaction{}, il::by<&Reaction::step, &Reaction::id>);
#endif
}
