// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a column of a table under a name that is not in the query
// names: Product
#include "shop.hpp"

using whole = il::as<"whole", Product>;

void use(il::session<shop>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Product>().join<whole::to<&Product::brand_id>>().all();
#else
    (void)db.from<Product>().join<&Product::part_of, whole>().join<whole::to<&Product::brand_id>>().all();
#endif
}
