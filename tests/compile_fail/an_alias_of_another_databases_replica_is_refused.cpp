// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a database with the alias of another one's replica
// names: other
// names: reviews
#include "copies.hpp"

#ifndef INTERLOCK_FIXED
struct other : il::database<"reviews_replica1", il::sqlite> {};
#else
struct other : il::database<"reviews_replica2", il::sqlite> {};  // there are 0 and 1
#endif

using service = il::service<
    il::databases<other, reviews>, il::models<Review, Article>,
    il::routers<il::route_app<"reviews", il::replicated<reviews, il::replicas<2>>>, il::route_rest<other>>>;

static_assert(il::verify<service>());
