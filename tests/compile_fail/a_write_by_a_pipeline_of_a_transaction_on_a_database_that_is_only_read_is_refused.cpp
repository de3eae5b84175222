// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write to a database that this service only reads
// names: Tag
// names: web
#include "web.hpp"

void use(il::session<assistant>& db) {
#ifndef INTERLOCK_FIXED
    auto tx = db.begin<web>();
    tx.pipeline().insert(Tag{"metal"});
#else
    auto tx = db.begin<web>();
    (void)tx.pipeline().from<Tag>().count();
#endif
}
