// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a prefetch from a table under a name
// names: Product
#include "shop.hpp"

using whole = il::as<"whole", Product>;

void use(il::session<shop>& db) {
    const auto parts = db.from<Product>().join<&Product::part_of, whole>();
#ifndef INTERLOCK_FIXED
    (void)parts.prefetch<whole::to<&Review::product_id>>().all();
#else
    (void)parts.prefetch<&Review::product_id>().all();
#endif
}
