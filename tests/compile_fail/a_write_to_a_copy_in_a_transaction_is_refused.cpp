// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write to where a model is only read
// names: Article
// names: articles_read
// names: articles
#include "copies.hpp"

#ifndef INTERLOCK_FIXED
void use(il::session<shop>& db) {
    db.transaction<articles_read>(
        [](auto& tx) { tx.template update<Article>().set(il::col<& Article::name> = "salt").run(); });
}
#else
void use(il::session<shop>& db) {
    db.transaction<articles>(
        [](auto& tx) { tx.template update<Article>().set(il::col<& Article::name> = "salt").run(); });
}
#endif
