// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write to where a model is only read
// names: Article
// names: articles_read
// names: articles
#include "copies.hpp"

#ifndef INTERLOCK_FIXED
void use(il::session<shop>& db) { db.on<articles_read>().insert(Article{1, "salt"}); }
#else
void use(il::session<shop>& db) { db.on<articles>().insert(Article{1, "salt"}); }
#endif
