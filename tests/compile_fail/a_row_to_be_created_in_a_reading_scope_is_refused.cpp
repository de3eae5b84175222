// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write in a scope that only reads
// names: Review
#include "copies.hpp"

#ifndef INTERLOCK_FIXED
void use(il::session<shop>& db) { (void)db.reading().get_or_create(Review{1, "good"}); }
#else
void use(il::session<shop>& db) { (void)db.get_or_create(Review{1, "good"}); }
#endif
