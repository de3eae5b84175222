// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write to a database that this service only reads
// names: Article
// names: articles_read
#include "copies.hpp"

using reader =
    il::service<il::databases<articles, articles_read>, il::models<Article>,
                il::routers<il::read_only<articles_read>, il::read_write<articles_read, articles>>>;

void use(il::session<reader>& db) {
#ifndef INTERLOCK_FIXED
    (void)il::remove_from_both(db, Article{1, {}});
#else
    (void)db.remove<Article>().where(il::col<&Article::id> == 1).run();
#endif
}
