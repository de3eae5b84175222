// SPDX-License-Identifier: BSL-1.0
// expect: interlock: the weights of replicas are numbers from 1
// names: weight_that_is_none<3, 0>
#include "copies.hpp"

#ifndef INTERLOCK_FIXED
constexpr int lightest = 0;
#else
constexpr int lightest = 1;
#endif

using other_shop =
    il::service<il::databases<reviews>, il::models<Review>,
                il::routers<il::replicated<reviews, il::replicas<2>, il::weighted<3, lightest>>>>;
void use(il::session<other_shop>& db) { (void)db.from<Review>().all(); }
