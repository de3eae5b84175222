// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a write to a database that this service only reads
// names: reviews
#include "copies.hpp"

using place = il::replicated<reviews, il::replicas<2>>;
using service = il::service<il::databases<reviews>, il::models<Review>,
                            il::routers<il::read_only<place>, il::route_rest<place>>>;

void use(il::session<service>& db) {
#ifndef INTERLOCK_FIXED
    db.insert(Review{1, "good"});
#else
    (void)db.get<Review>(1);
#endif
}
