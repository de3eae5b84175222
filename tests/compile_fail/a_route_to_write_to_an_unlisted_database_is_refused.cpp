// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a route to a database that the service does not list
// names: Gem
// names: gems
// names: service
#include "routes.hpp"

struct writes_elsewhere {
    template <class M>
    static constexpr auto db_for_write() {
        return il::use<gems>;
    }
    template <class Db, class M>
    static constexpr il::verdict allow_migrate() {
        return il::verdict::allow;
    }
};

#ifndef INTERLOCK_FIXED
using service = il::service<il::databases<main_db>, il::models<Gem>,
                            il::routers<writes_elsewhere, il::route_rest<main_db>>>;
#else
using service = il::service<il::databases<main_db, gems>, il::models<Gem>,
                            il::routers<writes_elsewhere, il::route_rest<main_db>>>;
#endif

int main() { use<service>(); }
