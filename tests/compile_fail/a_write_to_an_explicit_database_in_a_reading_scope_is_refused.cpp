// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write in a scope that only reads
// names: Review
#include "copies.hpp"

#ifndef INTERLOCK_FIXED
void use(il::session<shop>& db) { db.reading().on<reviews>().insert(Review{1, "good"}); }
#else
void use(il::session<shop>& db) { (void)db.reading().on<reviews>().get<Review>(1); }
#endif
