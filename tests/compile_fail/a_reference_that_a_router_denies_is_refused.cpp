// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a reference that a router denies
// names: Sample
// names: Gem
// names: service
#include "routes.hpp"

struct no_relations {
    template <class A, class B>
    static constexpr il::verdict allow_relation() {
        return il::verdict::deny;
    }
};

#ifndef INTERLOCK_FIXED
using service = il::service<il::databases<main_db>, il::models<Gem, Sample>,
                            il::routers<no_relations, il::route_rest<main_db>>>;
#else
using service =
    il::service<il::databases<main_db>, il::models<Gem, Sample>, il::routers<il::route_rest<main_db>>>;
#endif

int main() { use<service>(); }
