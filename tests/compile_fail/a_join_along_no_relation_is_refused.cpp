// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a join along a member that refers to nothing
// names: Product
#include "shop.hpp"

void use(il::session<shop>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Product>().join<&Product::name>().all();
#else
    (void)db.from<Product>().join<&Product::brand_id>().all();
#endif
}
