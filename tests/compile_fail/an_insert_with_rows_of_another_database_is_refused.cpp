// SPDX-License-Identifier: BSL-1.0
// expect: interlock: insert_with() of rows in two databases
// names: Review
// names: opinions
// names: Product
// names: goods
#include "shop.hpp"

#include <interlock/relations.hpp>

void use(il::session<shop>& db, [[maybe_unused]] Product& p, [[maybe_unused]] Review& r,
         [[maybe_unused]] std::vector<Review>& reviews, [[maybe_unused]] std::vector<Photo>& photos) {
#ifndef INTERLOCK_FIXED
    il::insert_with<&Review::product_id>(db, p, reviews);
#else
    il::insert_with<&Photo::review_id>(db, r, photos);
#endif
}
