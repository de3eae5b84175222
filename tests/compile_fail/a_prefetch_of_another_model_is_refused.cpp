// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a prefetch whose query gives no whole rows of the related model
// names: Brand
#include "shop.hpp"

void use(il::session<shop>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Review>().prefetch<&Photo::review_id>(il::from<Brand>()).all();
#else
    (void)db.from<Review>().prefetch<&Photo::review_id>(il::from<Photo>()).all();
#endif
}
