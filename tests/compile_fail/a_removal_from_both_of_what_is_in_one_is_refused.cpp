// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a removal from both databases of a model that is in one
// names: Review
// names: reviews
#include "copies.hpp"

#ifndef INTERLOCK_FIXED
void use(il::session<shop>& db) { (void)il::remove_from_both(db, Review{1, {}}); }
#else
void use(il::session<shop>& db) { (void)il::remove_from_both(db, Article{1, {}}); }
#endif
