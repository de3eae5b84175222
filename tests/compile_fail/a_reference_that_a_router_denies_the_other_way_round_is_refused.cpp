// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a reference that a router denies
// names: Sample
// names: Gem
// names: service
#include "routes.hpp"

struct one_way {
    template <class A, class B>
    static constexpr il::verdict allow_relation() {
        if constexpr (std::is_same_v<A, Gem> && std::is_same_v<B, Sample>) return il::verdict::deny;
        else return il::verdict::allow;
    }
};

#ifndef INTERLOCK_FIXED
using service = il::service<il::databases<main_db>, il::models<Gem, Sample>,
                            il::routers<one_way, il::route_rest<main_db>>>;
#else
using service =
    il::service<il::databases<main_db>, il::models<Gem, Sample>, il::routers<il::route_rest<main_db>>>;
#endif

int main() { use<service>(); }
