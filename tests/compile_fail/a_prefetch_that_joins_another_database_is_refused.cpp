// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a query over two databases
// names: Product
// names: goods
// names: opinions
#include "shop.hpp"

void use(il::session<shop>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Review>()
        .prefetch<&Photo::review_id>(il::from<Photo>().where(
            il::col<&Photo::id>.in(il::from<Product>().select(il::col<&Product::id>))))
        .all();
#else
    (void)db.from<Review>()
        .prefetch<&Photo::review_id>(
            il::from<Photo>().where(il::col<&Photo::id>.in(il::from<Review>().select(il::col<&Review::id>))))
        .all();
#endif
}
