// SPDX-License-Identifier: BSL-1.0
// expect: interlock: two routers arrange one database differently
// names: reviews
// names: replicated
// names: tenanted
#include "copies.hpp"

#include <interlock/tenants.hpp>

#ifndef INTERLOCK_FIXED
using place = il::tenanted<reviews>;
#else
using place = il::read_write<articles_read, reviews>;
#endif
using service = il::service<
    il::databases<reviews, articles_read>, il::models<Review, Article>,
    il::routers<il::route_app<"reviews", il::replicated<reviews, il::replicas<2>>>, il::route_rest<place>>>;

static_assert(il::verify<service>());
