// SPDX-License-Identifier: BSL-1.0
// expect: interlock: the replicas of a database that has none
// names: articles
#include "copies.hpp"

#ifndef INTERLOCK_FIXED
void use(il::session<shop>& db) { db.replicas<articles>().remove(0); }
#else
void use(il::session<shop>& db) { db.replicas<reviews>().remove(0); }
#endif
