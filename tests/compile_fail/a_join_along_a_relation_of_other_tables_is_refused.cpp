// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a join along a relation of which neither side is in the query
// names: Photo
#include "shop.hpp"

void use(il::session<shop>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Brand>().join<&Photo::review_id>().all();
#else
    (void)db.from<Review>().join<&Photo::review_id>().all();
#endif
}
