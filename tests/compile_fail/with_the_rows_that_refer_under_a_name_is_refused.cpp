// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a join along a relation of which neither side is in the query, or one to a table under a name
// names: Photo
#include "shop.hpp"

void use(il::session<shop>& db) {
#ifndef INTERLOCK_FIXED
    (void)db.from<Photo>().with<&Photo::review_id, il::as<"other", Photo>>().all();
#else
    (void)db.from<Photo>().with<&Photo::review_id, il::as<"other", Review>>().all();
#endif
}
