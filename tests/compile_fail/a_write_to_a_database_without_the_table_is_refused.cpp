// SPDX-License-Identifier: BSL-1.0
// expect: interlock: a model is routed to a database where its table may not exist
// names: Gem
// names: main_db
// names: service
#include "routes.hpp"

struct writes_elsewhere {
    template <class M>
    static constexpr auto db_for_write() {
        return il::use<main_db>;
    }
};

#ifndef INTERLOCK_FIXED
using service = il::service<il::databases<main_db, gems>, il::models<Gem>,
                            il::routers<writes_elsewhere, il::route_model<Gem, gems>>>;
#else
using service =
    il::service<il::databases<main_db, gems>, il::models<Gem>, il::routers<il::route_model<Gem, gems>>>;
#endif

int main() { use<service>(); }
