// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a full join on another condition
// names: Brand
#include "shop.hpp"

void use(il::session<shop>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Product>().full_join<Brand>(il::col<&Product::id> < il::col<&Brand::id>).all();
#else
    (void)db.from<Product>().full_join<Brand>(il::col<&Product::brand_id> == il::col<&Brand::id>).all();
#endif
}
