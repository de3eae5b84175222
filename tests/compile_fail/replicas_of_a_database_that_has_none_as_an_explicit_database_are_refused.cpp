// SPDX-License-Identifier: BSL-1.0
// expect: interlock: the replicas of a database that has none
// names: articles
#include "copies.hpp"

#ifndef INTERLOCK_FIXED
using asked = articles;
using model = Article;
#else
using asked = reviews;
using model = Review;
#endif

void use(il::session<shop>& db) { (void)db.on<il::replica<asked>>().from<model>().all(); }
