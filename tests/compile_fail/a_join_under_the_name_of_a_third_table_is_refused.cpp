// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a join along a relation of which neither side is in the query, or one to a table under a name
// names: Product
#include "shop.hpp"

void use(il::session<shop>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Product>().join<&Product::brand_id, il::as<"maker", Note>>().all();
#else
    (void)db.from<Product>().join<&Product::brand_id, il::as<"maker", Brand>>().all();
#endif
}
