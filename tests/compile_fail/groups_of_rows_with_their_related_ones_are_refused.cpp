// SPDX-License-Identifier: BSL-1.0
// expect: interlock: select(), group_by(), a union or stream() after prefetch()
// names: Review
#include "shop.hpp"

void use(il::session<shop>& db) {
    const auto products = db.from<Product>().prefetch<&Review::product_id>();
#ifndef INTERLOCK_FIXED
    (void)products.group_by(il::col<&Product::name>).all();
#else
    (void)products.distinct().all();
#endif
}
