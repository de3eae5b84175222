// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a prefetch along a member that refers to nothing
// names: Product
#include "shop.hpp"

void use(il::session<shop>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Product>().prefetch<&Product::name>().all();
#else
    (void)db.from<Product>().prefetch<&Product::brand_id>().all();
#endif
}
