// SPDX-License-Identifier: BSL-1.0
// expect: interlock: select(), group_by(), a union or stream() after prefetch()
// names: Review
#include "shop.hpp"

void use(il::session<shop>& db) {
    const auto products = db.from<Product>().prefetch<&Review::product_id>();
#ifndef INTERLOCK_FIXED
    for (const auto& [product, reviews] : products.stream()) (void)product, (void)reviews;
#else
    for (const auto& [product, reviews] : products.limit(100).all()) (void)product, (void)reviews;
#endif
}
