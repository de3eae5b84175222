// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a query over two databases
// names: Product
// names: goods
// names: opinions
#include "shop.hpp"

void use(il::session<shop>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Review>().join<&Review::product_id>().all();
#else
    (void)db.from<Photo>().join<&Photo::review_id>().all();
#endif
}
