// SPDX-License-Identifier: BSL-1.0
// expect: interlock: insert_with() of rows whose member does not refer
// names: Brand
#include "shop.hpp"

#include <interlock/relations.hpp>

void use(il::session<shop>& db, [[maybe_unused]] Brand& b, [[maybe_unused]] Review& r,
         std::vector<Photo>& photos) {
#ifndef INTERLOCK_FIXED
    il::insert_with<&Photo::review_id>(db, b, photos);
#else
    il::insert_with<&Photo::review_id>(db, r, photos);
#endif
}
