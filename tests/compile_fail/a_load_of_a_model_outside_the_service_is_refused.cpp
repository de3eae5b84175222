// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a model that the service does not list
// names: Stranger
#include "atlas.hpp"

#include <interlock/tracked.hpp>

#ifndef INTERLOCK_FIXED
void use(il::session<atlas>& db) { db.load<Stranger>(1).save(); }
#else
void use(il::session<atlas>& db) { db.load<Gem>("1").save(); }
#endif
