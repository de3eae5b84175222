// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write to a database that this service only reads
// names: Tag
// names: web
#include "web.hpp"

#ifndef INTERLOCK_FIXED
void use(il::session<assistant>& db) {
    db.insert_from<Tag, &Tag::name>(il::from<Material>().select(il::col<&Material::title>));
}
#else
void use(il::session<trial>& db) {
    db.insert_from<Tag, &Tag::name>(il::from<Material>().select(il::col<&Material::title>));
}
#endif
