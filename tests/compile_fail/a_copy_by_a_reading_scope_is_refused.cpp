// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write in a scope that only reads
// names: Article
#include "copies.hpp"

void use(il::session<shop>& db) {
#ifndef INTERLOCK_FIXED
    auto view = db.reading();
    il::copy_to<articles_read>(view, Article{1, "good"}, il::upsert_key);
#else
    il::copy_to<articles_read>(db, Article{1, "good"}, il::upsert_key);
#endif
}
