// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a model without a primary key
// names: Remark
#include "atlas.hpp"

#include <interlock/tracked.hpp>

#ifndef INTERLOCK_FIXED
void use(il::session<atlas>& db) { db.load<Remark>("x").save(); }
#else
void use(il::session<atlas>& db) { db.load<Reaction>(1, 2).save(); }
#endif
