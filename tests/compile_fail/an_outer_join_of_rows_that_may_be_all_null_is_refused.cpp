// SPDX-License-Identifier: BSL-1.0
// expect: interlock: an outer join of a table whose columns may all be NULL
// names: Note
#include "shop.hpp"

void use(il::session<shop>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Product>().left_join<&Note::product_id>().all();
#else
    (void)db.from<Product>().join<&Note::product_id>().all();
#endif
}
