// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write to a database that this service only reads
// names: link<Material, Tag
// names: web
#include "web.hpp"

void use(il::session<assistant>& db) {
#ifndef INTERLOCK_FIXED
    il::linked<il::link<Material, Tag>>(db, Material{1, {}}).replace(std::vector<Tag>(2));
#else
    (void)il::linked<il::link<Material, Tag>>(db, Material{1, {}}).count();
#endif
}
