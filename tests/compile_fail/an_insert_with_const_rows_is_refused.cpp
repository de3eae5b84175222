// SPDX-License-Identifier: BSL-1.0
// expect: interlock: insert_with() of rows that are const
// names: Photo
#include "shop.hpp"

#include <interlock/relations.hpp>

#include <vector>

void add(il::session<shop>& db) {
    Review review{0, 1, "good"};
#ifndef INTERLOCK_FIXED
    const std::vector<Photo> photos(2);
#else
    std::vector<Photo> photos(2);
#endif
    il::insert_with<&Photo::review_id>(db, review, photos);
}
