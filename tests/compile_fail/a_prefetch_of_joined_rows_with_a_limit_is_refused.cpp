// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a limit in a prefetch whose query joins tables
// names: Product
#include "shop.hpp"

void use(il::session<shop>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Brand>()
        .prefetch<&Product::brand_id>(il::from<Product>().join<&Note::product_id>().limit(2))
        .all();
#else
    (void)db.from<Brand>().prefetch<&Product::brand_id>(il::from<Product>().limit(2)).all();
#endif
}
