// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a prefetch in a transaction, of rows in another database
// names: Product
// names: goods
// names: opinions
#include "shop.hpp"

void use(il::session<shop>& db) {
#ifndef INTERLOCK_FIXED
    db.transaction<opinions>(
        [](auto& tx) { (void)tx.template from<Review>().template prefetch<&Review::product_id>().all(); });
#else
    db.transaction<opinions>(
        [](auto& tx) { (void)tx.template from<Review>().template prefetch<&Photo::review_id>().all(); });
#endif
}
