// SPDX-License-Identifier: BSL-1.0
// expect: interlock: the replicas of a database that has none
// names: articles
#include "copies.hpp"

#ifndef INTERLOCK_FIXED
using source = articles;
#else
using source = reviews;
#endif
using service = il::service<il::databases<reviews, articles>, il::models<Review, Article>,
                            il::routers<il::route_app<"reviews", il::replicated<reviews, il::replicas<2>>>,
                                        il::route_rest<il::read_write<il::replica<source>, source>>>>;

static_assert(il::verify<service>());
