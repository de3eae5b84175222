// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write to where a model is only read
// names: Article
// names: articles_read
// names: articles
#include "copies.hpp"

#include <interlock/pipeline.hpp>

#ifndef INTERLOCK_FIXED
void use(il::session<shop>& db) {
    auto p = db.pipeline<articles_read>();
    p.insert(Article{1, "salt"});
    p.run();
}
#else
void use(il::session<shop>& db) {
    auto p = db.pipeline<articles>();
    p.insert(Article{1, "salt"});
    p.run();
}
#endif
