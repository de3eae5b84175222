// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a right or full join after as()
// names: Product
#include "shop.hpp"

void use(il::session<shop>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Product>()
        .select(il::col<&Product::name>)
        .as<std::string>()
        .right_join<&Product::brand_id>()
        .all();
#else
    (void)db.from<Product>()
        .right_join<&Product::brand_id>()
        .select(il::col<&Product::name>)
        .as<std::optional<std::string>>()
        .all();
#endif
}
