// SPDX-License-Identifier: BSL-1.0
// expect: interlock: with() along a relation whose referring side is not in the query
// names: Review
#include "shop.hpp"

void use(il::session<shop>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Review>().with<&Photo::review_id>().all();
#else
    (void)db.from<Review>().prefetch<&Photo::review_id>().all();
#endif
}
