// SPDX-License-Identifier: BSL-1.0
// expect: interlock: il::replicas<N> with a number that cannot be
// names: replicas<0>
#include "copies.hpp"

#ifndef INTERLOCK_FIXED
constexpr int most = 0;
#else
constexpr int most = 1;
#endif

using other_shop = il::service<il::databases<reviews>, il::models<Review>,
                               il::routers<il::replicated<reviews, il::replicas<most>>>>;
void use(il::session<other_shop>& db) { (void)db.from<Review>().all(); }
