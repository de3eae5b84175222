// SPDX-License-Identifier: BSL-1.0
// expect: interlock: il::outer in a query that stands in no other
// names: Review
#include "shop.hpp"

void use(il::session<shop>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Review>()
        .prefetch<&Photo::review_id>(il::from<Photo>().where(il::col<&Photo::id> >= il::outer<&Review::id>))
        .all();
#else
    (void)db.from<Review>()
        .prefetch<&Photo::review_id>(il::from<Photo>().where(il::col<&Photo::id> >= 7))
        .all();
#endif
}
