// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a join along a relation of which neither side is in the query
// names: Photo
#include "shop.hpp"

using whole = il::as<"whole", Product>;

void use(il::session<shop>& db) {
    const auto parts = db.from<Product>().join<&Product::part_of, whole>();
#ifndef INTERLOCK_FIXED
    (void)parts.join<whole::to<&Photo::review_id>>().all();
#else
    (void)parts.join<whole::to<&Product::brand_id>>().all();
#endif
}
