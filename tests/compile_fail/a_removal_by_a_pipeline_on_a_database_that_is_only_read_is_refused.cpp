// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write to a database that this service only reads
// names: Tag
// names: web
#include "web.hpp"

void use(il::session<assistant>& db) {
#ifndef INTERLOCK_FIXED
    db.pipeline<web>().remove<Tag>().where(il::col<&Tag::name> == "x").run();
#else
    (void)db.pipeline<web>().find<Tag>("metal");
#endif
}
