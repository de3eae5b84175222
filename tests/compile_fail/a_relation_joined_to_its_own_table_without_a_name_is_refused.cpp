// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a table stands twice in one query
// names: Product
#include "shop.hpp"

void use(il::session<shop>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Product>().join<&Product::part_of>().all();
#else
    (void)db.from<Product>().join<&Product::part_of, il::as<"whole", Product>>().all();
#endif
}
