// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a prefetch along a relation of which neither side is in the rows
// names: Brand
#include "shop.hpp"

void use(il::session<shop>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Brand>().prefetch<&Photo::review_id>().all();
#else
    (void)db.from<Review>().prefetch<&Photo::review_id>().all();
#endif
}
