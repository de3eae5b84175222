// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a table stands twice in one query
// names: Product
#include "shop.hpp"

void use(il::session<shop>& db) {
#ifndef INTERLOCK_FIXED
    using whole = il::as<"PRODUCT", Product>;
#else
    using whole = il::as<"WHOLE", Product>;
#endif
    (void)db.from<Product>().join<&Product::part_of, whole>().all();
}
