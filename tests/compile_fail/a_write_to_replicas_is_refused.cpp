// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write to a database that this service only reads
// names: Review
// names: replica
// names: reviews
#include "copies.hpp"

#ifndef INTERLOCK_FIXED
void use(il::session<shop>& db) { db.on<il::replica<reviews>>().insert(Review{1, "good"}); }
#else
void use(il::session<shop>& db) { db.insert(Review{1, "good"}); }
#endif
