// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a model without a route
// names: Gem
// names: service
#include "routes.hpp"

struct reads_only {
    template <class M>
    static constexpr auto db_for_read() {
        return il::use<gems>;
    }
};

#ifndef INTERLOCK_FIXED
using service = il::service<il::databases<main_db, gems>, il::models<Gem>, il::routers<reads_only>>;
#else
using service =
    il::service<il::databases<main_db, gems>, il::models<Gem>, il::routers<reads_only, il::route_rest<gems>>>;
#endif

int main() { use<service>(); }
